// The form of a note that Pith writes: what notes.cpp writes and read_note.cpp reads.
#pragma once

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace pith::delivery::note {

// Pith's part of the text.
inline constexpr std::string_view begins = "%% pith: written again at each export; yours is what stands outside %%\n";
inline constexpr std::string_view ends = "%% pith ends %%\n";
inline constexpr std::string_view fence = "---\n";  // around the properties
inline constexpr std::string_view related = "## Related";
inline constexpr std::string_view attribution = "— ";  // before who said a quote, and when

// The properties that are Pith's.
inline constexpr std::array<std::string_view, 14> own = {"id",       "show",    "episode",    "speaker",   "topics",
                                                         "entities", "score",   "source",     "published", "audio",
                                                         "made_by",  "show_id", "episode_id", "guid"};

// The whole text as a number; none where it is none.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pith::delivery::note
