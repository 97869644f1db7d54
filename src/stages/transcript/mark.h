// Ads and chatter, marked once, here (invariant 6). A linear model over a cue's words, the words around it and its
// place says how likely it is an aside; another knows ad reads by their manner alone (ad_model.h); telling phrases
// ("promo code", "thanks for listening") add to both, what is announced as paid for is an ad to where it ends
// (paid_slot.h), and so is what one voice says between two parts of a read. Pure and thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/ad_model.h"

namespace pith::transcript {

struct MarkWeights;

// The trained weights of data/models/marks-en.bin, made by tools/train_marks.py. Cheap to copy; never changes.
class MarkModel {
 public:
  // corrupt where the bytes are no such model.
  static Result<MarkModel> parse(std::string_view bytes);
  const MarkWeights& weights() const { return *weights_; }

 private:
  explicit MarkModel(std::shared_ptr<const MarkWeights> weights) : weights_(std::move(weights)) {}
  std::shared_ptr<const MarkWeights> weights_;
};

struct MarkContext {
  const MarkModel* model = nullptr;  // none: the phrases alone decide
  const AdModel* reads = nullptr;    // none: no ad is found by its manner
};

// What there is of models, together.
struct MarkModels {
  std::optional<MarkModel> asides;
  std::optional<AdModel> reads;
  MarkContext context() const { return {asides ? &*asides : nullptr, reads ? &*reads : nullptr}; }
};

// Sets Cue::kind of every cue, whatever it was before. The models speak English; in other languages the phrases alone
// decide.
void mark_ads_and_chatter(Transcript& transcript, const MarkContext& context);

}  // namespace pith::transcript
