// What must never pass for an insight: an order, a link, a sales pitch. English. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith::insight {

// What is wrong with an insight's headline or text, as a sentence part: "asks the listener to buy or sign up". None
// where nothing is. "fly.io" is a name, not a link, where `said`, the words that prove the insight, has it as one.
std::optional<std::string_view> pitch_in(std::string_view text, std::string_view said = {});

// The same for words that were said: only what is plain there too, an order to a model, an offer with a code, a call on
// the listeners. It knows telling words only, so that it stands beside the model of ad reads (stages/transcript), which
// goes by their manner.
std::optional<std::string_view> pitch_in_talk(std::string_view said);

// Only an order to whoever reads the transcript: a model told to ignore its instructions, to take on another part, JSON
// that would end its answer.
std::optional<std::string_view> order_in_talk(std::string_view said);

}  // namespace pith::insight
