// Whether the numbers of a text are said near its quotes, and where else they are said of the same thing. Pure and
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/insight.h"
#include "domain/transcript.h"
#include "stages/insight/numbers.h"

namespace pith::insight {

class NumberProof {
 public:
  // `transcript` must outlive it.
  explicit NumberProof(const Transcript& transcript);

  // Within ten cues of one of the quotes.
  bool near(const ClaimedNumber& claim, const std::vector<Quote>& quotes) const;

  // A cue further off that holds the number and two telling words of `text` (one, within twenty cues of a quote): it is
  // more of the evidence, which whoever quoted left out. The nearest one.
  std::optional<int> elsewhere(const ClaimedNumber& claim, std::string_view text,
                               const std::vector<Quote>& quotes) const;

 private:
  const Transcript& transcript_;
  std::vector<HeardNumbers> heard_;  // by cue; nothing of ads
};

}  // namespace pith::insight
