// Where a sentence may not be cut: a part that would say other things than the whole. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

// A clause ends before `end` and the sentence goes on. Does what follows belong to it: the rest of a list ("pos, | neg,
// and neu tags"), what somebody says ("I'd tell you, | "Use it""), a second half ("more | and more")?
bool belongs_to_what_goes_before(const SpokenWords& words, std::size_t end);

// Does something before `from` deny or suppose what begins there: "they're not just fast, and | they're cheap",
// "imagine you run a bank, and | you have two customers"?
bool under_what_goes_before(const SpokenWords& words, std::size_t from);

// A finite verb, or a pronoun that is hardly ever without one.
bool has_verb(std::span<const SpokenWord> words);

// Begins like a part of something: "that it's slow", "isolated from changes", "other than the fact", "only through
// luck", "imagine you run a bank".
bool begins_like_a_part(const SpokenWords& words);

// Begins as only a whole sentence may: "in enterprise is not going to do it", "to not serve it", "where they walk".
bool begins_inside(const SpokenWords& words);

// Holds one half of two: "you have to either write it yourself", "it will not only be cheap".
bool half_of_two(const SpokenWords& words);

// Ends before what its last words need: "it's a huge, huge", "the role that copyright", "as much time".
bool ends_early(const SpokenWords& words);

}  // namespace pith::insight
