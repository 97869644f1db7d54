// The clauses of some sentences that could be a headline: whole, of 4-12 words, with nothing asked, quoted or left
// hanging. Words are left out but none is put in and none changes its place. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

struct HeadlineSource {
  std::string sentence;  // tidied
  float score = 0;       // its cue's
};

struct HeadlineClause {
  SpokenWords words;
  std::size_t source = 0;  // place among the sentences
  bool opens = false;      // begins where its sentence begins
  bool closes = false;     // ends where its sentence ends
  bool trimmed = false;    // ends where its clause does not
  bool order = false;      // begins with its verb
  bool thin = false;       // small words and verbs alone
};

// `leaning`: also those whose subject is a pronoun for something said before.
std::vector<HeadlineClause> headline_clauses(std::span<const HeadlineSource> sentences, bool leaning = false);

// Without the mark that ends it and with a capital.
std::string as_headline(const SpokenWords& words);

}  // namespace pith::insight
