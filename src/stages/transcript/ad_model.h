// Whether a run of cues is an ad read, by its whole manner rather than by telling words: a linear model over
// ad_windows.h. Made by tools/train_ads.py; the card is data/models/ads-en.md. Immutable and thread-safe.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "text/word_model.h"

namespace pith::transcript {

class AdModel {
 public:
  // The bytes of ads-en.txt: "pithads1", then a line a weight, name and number, the first of them "bias". corrupt where
  // they are not. `words` may view bytes that must outlive the model.
  static Result<AdModel> parse(std::string_view bytes, text::WordModel words);

  // Of every cue, the best score of a run that it is in; an ad is above 0.
  std::vector<float> scores(const Transcript& transcript) const;

 private:
  AdModel(text::WordModel words, float bias, std::vector<float> weights)
      : words_(std::move(words)), bias_(bias), weights_(std::move(weights)) {}

  text::WordModel words_;
  float bias_;
  std::vector<float> weights_;
};

}  // namespace pith::transcript
