// The text of an insight: the sentences of a passage that say it best and can stand alone, tidied. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/passages.h"
#include "stages/insight/talk.h"

namespace pith::insight {

struct Excerpt {
  std::string text;                    // the sentences joined, "[…]" where some were left out: 25-75 words
  std::vector<std::string> sentences;  // tidied; the first, and one after a gap, without its lead
  std::vector<std::size_t> cues;       // the cue of each sentence, rising
};

// A sentence of the talk, ready to stand in a text.
struct ExcerptSentence {
  std::size_t cue = 0;
  std::string text;     // tidied
  std::string opening;  // without its lead; empty where it cannot begin a text
  std::size_t words = 0;
  std::size_t opening_words = 0;
  double value = 0;  // its cue's score above what it costs a reader
  bool usable = true;
};

// Makes the texts of one talk's passages; each sentence is tidied once. One thread.
class ExcerptMaker {
 public:
  // Both must outlive it.
  ExcerptMaker(const Talk& talk, std::span<const float> cue_scores)
      : talk_(talk), scores_(cue_scores), sentences_(talk.cues.size()) {}

  // The sentences, in their order, whose text has 25-75 words, does not begin dangling, not after a gap either, and
  // holds no filler; none where there are no such.
  std::optional<Excerpt> excerpt(const Passage& passage);

 private:
  const ExcerptSentence& sentence(std::size_t cue);

  const Talk& talk_;
  std::span<const float> scores_;
  std::vector<std::optional<ExcerptSentence>> sentences_;  // by cue; made when first asked for
};

}  // namespace pith::insight
