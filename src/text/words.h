// Words of a text. Pure and thread-safe. A word is a run of letters and digits, with apostrophes inside ("don't");
// typographic apostrophes count as '. An ideograph or kana is a word of its own. Hyphens part words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pith::text {

// Lower case, ’ as ', an accent that stands behind its letter in one with it. ASCII is quick; other letters by
// Unicode's rules.
std::string lower(std::string_view text);

// The next word of a lowered text from byte `at` on, which moves past it; empty at the end. The way to go through words
// without storing them.
std::string_view next_word(std::string_view lowered, std::size_t& at);

// All words of a lowered text, as views into it: keep it alive.
std::vector<std::string_view> words_in(std::string_view lowered);
// The same from any text, lower-cased, as strings of their own.
std::vector<std::string> words(std::string_view text);
// How many words; the case of the text does not matter.
std::size_t count_words(std::string_view text);

// How often a part, which is not empty, stands in a text, without overlaps.
std::size_t occurrences(std::string_view text, std::string_view part);

// The words as the evaluation counts them: [a-z0-9']+ of the lower-cased text.
std::vector<std::string> scorer_words(std::string_view text);

}  // namespace pith::text
