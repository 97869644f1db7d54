// The verbs of English talk and their forms. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pith::insight {

enum class VerbForm : std::uint8_t { base, third_person, past, participle, gerund };

// Of a word in lower case; a form that is both past and participle ("used", "built") is a past. None where the word is
// no verb that is known. Forms of "be" and the modals are not told here.
std::optional<VerbForm> verb_form(std::string_view word);

// May the verb, in this form, as well be a noun ("test", "changes")?
bool is_noun_too(std::string_view word);

}  // namespace pith::insight
