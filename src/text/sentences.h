// Where sentences end. Pure and thread-safe. The text should have its white space folded (text/utf8.h).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pith::text {

// The sentences of a text in order, as views into it, without white space at their ends. Own rules for scripts with
// spaces: terminators with closing quotes, abbreviations, initials, decimal points, ellipses that go on in lower case.
std::vector<std::string_view> sentences(std::string_view text);

// Does the text end as a sentence does: . ! ? … and their like, closing quotes and brackets allowed after it? Neither
// "Dr." nor "..." with a comma does.
bool ends_sentence(std::string_view text);

// How many sentence ends lie inside the text, its own end not counted.
std::size_t inner_sentence_ends(std::string_view text);

}  // namespace pith::text
