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
  // `transcript` must outlive it. `ads`, by cue: where somebody sells (plain_ads.h), which bears out no number.
  NumberProof(const Transcript& transcript, const std::vector<bool>& ads);

  // A cue that bears the number out: of the quotes, else the nearest within ten cues of one. None where nobody says it
  // there.
  std::optional<int> near(const ClaimedNumber& claim, const std::vector<Quote>& quotes) const;

  // A cue further off that holds the number and two telling words of `text` (one, within twenty cues of a quote): it is
  // more of the evidence, which whoever quoted left out. The nearest one.
  std::optional<int> elsewhere(const ClaimedNumber& claim, std::string_view text,
                               const std::vector<Quote>& quotes) const;

 private:
  // The first cue that holds it of those that are so far from a quote.
  std::optional<int> at_distance(int far, const ClaimedNumber& claim, const std::vector<Quote>& quotes) const;
  std::optional<int> first_with(const ClaimedNumber& claim, CueRange cues) const;
  int distance(int cue, const std::vector<Quote>& quotes) const;  // 0: of a quote

  const Transcript& transcript_;
  std::vector<HeardNumbers> heard_;  // by cue; nothing of plain ads
};

}  // namespace pith::insight
