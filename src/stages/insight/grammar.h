// As much of English grammar as tells whether words that were said are a whole sentence. It errs towards "no": there
// are other sentences to choose from. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

struct ClauseReading {
  bool whole = false;       // has a subject with its finite verb (or is an order), and no clause left open
  bool imperative = false;  // begins with its verb
  bool leans = false;       // its subject is a pronoun that means something said before
  std::size_t verb = 0;     // place of the main clause's verb; 0 where it has none
};

ClauseReading read_clause(std::span<const SpokenWord> words);

}  // namespace pith::insight
