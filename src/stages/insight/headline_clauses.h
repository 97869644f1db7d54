// The clauses of some sentences that could be a headline: of 4-12 words, whole or all of their sentence, with nothing
// asked or quoted. Words are left out but none is put in and none changes its place. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/spoken_words.h"
#include "stages/insight/surroundings.h"

namespace pith::insight {

struct HeadlineSource {
  std::string sentence;  // tidied
  float score = 0;       // its cue's
  Setting setting;       // of its cue
};

struct HeadlineClause {
  SpokenWords words;
  std::size_t source = 0;  // place among the sentences
  bool opens = false;      // begins where its sentence begins
  bool closes = false;     // ends where its sentence ends
  bool trimmed = false;    // ends where its clause does not
  bool order = false;      // begins with its verb
  bool thin = false;       // small words and verbs alone
  bool whole = false;      // as far as grammar.h can tell
  bool leans = false;      // begins with what points to something said before
  std::string next;        // the word its sentence goes on with; empty where it does not
  std::string lead;        // the word it began with before what leads a claim was left out
};

std::vector<HeadlineClause> headline_clauses(std::span<const HeadlineSource> sentences);

// Without the mark that ends it and with a capital.
std::string as_headline(const SpokenWords& words);

}  // namespace pith::insight
