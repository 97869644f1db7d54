// Makes a spoken sentence presentable: fillers, false starts, doubled words, stage directions and tags go. Nothing is
// added but letters of spoken contractions ("gonna" -> "going to"), a capital and a full stop. English. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

std::string tidy_sentence(std::string_view spoken);

// Does the transcript say that words are missing here ("[unintelligible]") or were put in ("[for]")? What is left may
// say anything.
bool lost_words(std::string_view spoken);

// The same without the connectives and answers that lead it ("And so, ..." -> "..."): for the first sentence of a text.
std::string without_lead(std::string_view tidied);
void drop_lead(SpokenWords& words);

// A text as it is printed: with long dashes, and without a pause that only trails off at its end ("they like it,
// so..."). No word goes where it has but `least_words`.
std::string as_printed(std::string_view text, std::size_t least_words);

// Does it mean nothing by itself: "the", "of", "I'm", "so"?
bool is_small_word(std::string_view word);

// Quotation marks without their partner go; one that is open at the end is closed where the quotation `goes_on` in what
// is left out.
std::string with_balanced_quotes(std::string_view text, bool goes_on = false);

}  // namespace pith::insight
