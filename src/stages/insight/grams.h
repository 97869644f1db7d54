// The words and pairs of words of a cue, by name, its ends marked; the training scripts make the same ones.
#pragma once

#include "stages/insight/ngram_hash.h"
#include "stages/insight/talk.h"

namespace pith::insight {

// Calls visit(hash) for each; for none where the cue has no words.
template <class Visit>
void visit_grams(const Talk& talk, std::size_t cue, Visit&& visit) {
  if (talk.cues[cue].words == 0) return;
  auto before = hash_of("<");
  for (const auto& word : talk.words_of(cue)) {
    visit(word.hash);
    visit(hash_join(before, word.hash));
    before = word.hash;
  }
  visit(hash_join(before, hash_of(">")));
}

}  // namespace pith::insight
