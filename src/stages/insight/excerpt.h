// The text of an insight: the sentences of a passage that say it best and can stand alone, tidied. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/background.h"
#include "stages/insight/headline.h"
#include "stages/insight/passages.h"
#include "stages/insight/surroundings.h"
#include "stages/insight/talk.h"

namespace pith::insight {

struct Excerpt {
  std::string text;               // the sentences joined, "[…]" where some were left out: 25-75 words
  std::vector<std::size_t> cues;  // the cue of each sentence, rising
  std::string headline;           // a clause of the text
  float headline_worth = 0;       // HeadlineModel's; low where the headline is cut
};

// A sentence of the talk, ready to stand in a text.
struct ExcerptSentence {
  std::size_t cue = 0;
  std::string text;     // tidied
  std::string opening;  // without its lead; empty where it cannot begin a text
  std::size_t words = 0;
  std::size_t opening_words = 0;
  double value = 0;         // its cue's score above what it costs a reader
  double opening_cost = 0;  // of a text that begins with it
  double closing_cost = 0;  // of a text that ends with it
  bool usable = true;
};

// Makes the texts of one talk's passages; each sentence is tidied once. One thread.
class ExcerptMaker {
 public:
  // All must outlive it.
  ExcerptMaker(const Talk& talk, std::span<const float> cue_scores, const HeadlineSense& sense)
      : talk_(talk), scores_(cue_scores), sense_(sense), around_(talk), sentences_(talk.cues.size()) {}

  // The sentences, in their order, whose text has 25-75 words, does not begin dangling, not after a gap either, and
  // holds no filler; none where there are no such.
  std::optional<Excerpt> excerpt(const Passage& passage);

 private:
  const ExcerptSentence& sentence(std::size_t cue);

  const Talk& talk_;
  std::span<const float> scores_;
  const HeadlineSense sense_;
  Surroundings around_;
  std::vector<std::optional<ExcerptSentence>> sentences_;  // by cue; made when first asked for
};

}  // namespace pith::insight
