// The small words of English that hold sentences together. All take bare words in lower case. Pure and thread-safe.
#pragma once

#include <string_view>

namespace pith::insight {

bool is_determiner(std::string_view word);  // "the", "my", "every"
bool is_preposition(std::string_view word);
bool is_adverb(std::string_view word);
bool is_subject_pronoun(std::string_view word);  // also with its verb: "they're"
bool opens_clause(std::string_view word);        // "because", "who", "what"
bool is_auxiliary(std::string_view word);        // forms of "be", modals, "has", "had", "does", "did", all with n't
bool is_contraction(std::string_view word);      // of a verb: "don't", "we'll"; "it's" and "Ada's" are not told apart
bool is_negation(std::string_view word);         // "not", "don't", "never", "nobody"
bool ends_open(std::string_view word);           // nothing that stands alone ends with it: "the", "of", "was"

std::string_view word_stem(std::string_view word);  // before its apostrophe

}  // namespace pith::insight
