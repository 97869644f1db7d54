// How much may still be spent today. Thread-safe: what is under way is set aside, so that several questions at once do
// not overrun the cap together.
#pragma once

#include <cstdint>
#include <mutex>
#include <utility>

#include "base/clock.h"
#include "base/result.h"
#include "engines/llm/answer_cache.h"

namespace pith::llm {

struct Prices {
  double prompt = 0;              // per million tokens, in any one currency
  double completion = 0;          // the same
  double daily_cap = 0;           // in that currency, per UTC day; 0: none
  std::int64_t daily_tokens = 0;  // both kinds together, per UTC day; 0: no cap
};

// Millionths of the currency.
std::int64_t cost_of(const Prices& prices, std::int64_t prompt_tokens, std::int64_t completion_tokens);

class Budget {
 public:
  // Both must outlive it.
  Budget(Prices prices, AnswerCache& answers, const Clock& clock) : prices_(prices), answers_(answers), clock_(clock) {}

  struct Estimate {
    std::int64_t prompt_tokens = 0;
    std::int64_t completion_tokens = 0;
  };
  // Sets aside while it lives; destroy it once the answer has been put.
  class Hold {
   public:
    Hold(Budget& budget, Estimate estimate) : budget_(&budget), estimate_(estimate) {}
    Hold(Hold&& other) noexcept : budget_(std::exchange(other.budget_, nullptr)), estimate_(other.estimate_) {}
    Hold& operator=(Hold&&) = delete;
    ~Hold();

   private:
    Budget* budget_;
    Estimate estimate_;
  };
  // refused, with a sentence that names the cap, where the estimate may overrun it.
  Result<Hold> hold(Estimate estimate);

  std::int64_t cost(std::int64_t prompt_tokens, std::int64_t completion_tokens) const {
    return cost_of(prices_, prompt_tokens, completion_tokens);
  }

 private:
  Prices prices_;
  AnswerCache& answers_;
  const Clock& clock_;
  std::mutex mutex_;
  std::int64_t held_cost_ = 0;
  std::int64_t held_tokens_ = 0;
};

}  // namespace pith::llm
