// Ads and chatter, marked once, here (invariant 6). Rules find what is plain; a small linear model over a cue's words,
// its place and its neighbours finds the rest. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"

namespace pith::transcript {

// The trained weights of data/models/marks-en.bin, made by tools/train_marks.py; shared by all threads, never changed.
class MarkModel {
 public:
  // corrupt where the bytes are no such model.
  static Result<std::shared_ptr<const MarkModel>> parse(std::string_view bytes);

  // Weights of one kind of mark: a bias, dense features, and hashed words.
  struct Head {
    float bias = 0;
    std::vector<float> dense;
    std::vector<float> words;
  };
  const Head& ads() const { return ads_; }
  const Head& chatter() const { return chatter_; }

 private:
  Head ads_;
  Head chatter_;
};

struct MarkContext {
  std::shared_ptr<const MarkModel> model = nullptr;  // none: rules alone
  std::string show_title = {};
};

// Sets Cue::kind of every cue, whatever it was before. The model speaks English; on other languages rules alone decide.
void mark_ads_and_chatter(Transcript& transcript, const MarkContext& context);

}  // namespace pith::transcript
