// How much may still be spent today. What is under way is set aside where the answers are kept, so that neither several
// threads nor several processes overrun the cap together, and what a killed process left under way counts on.
// Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
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
    Hold(AnswerCache& answers, SetAside question, bool capped)
        : answers_(capped ? &answers : nullptr), question_(std::move(question)) {}
    Hold(Hold&& other) noexcept
        : answers_(std::exchange(other.answers_, nullptr)), question_(std::move(other.question_)) {}
    Hold& operator=(Hold&& other) noexcept {
      std::swap(answers_, other.answers_);
      std::swap(question_, other.question_);
      return *this;
    }
    ~Hold();
    // It may be billed though no answer came: it stays set aside for its day.
    void keep() { answers_ = nullptr; }
    bool kept() const { return answers_ == nullptr; }
    // The instant whose day bears the cost, though the answer may come on the next.
    Time asked() const { return question_.asked; }

   private:
    AnswerCache* answers_;
    SetAside question_;
  };
  // refused, with a sentence that names the cap, where the estimate may overrun it.
  Result<Hold> hold(std::string_view key, Estimate estimate);

  std::int64_t cost(std::int64_t prompt_tokens, std::int64_t completion_tokens) const {
    return cost_of(prices_, prompt_tokens, completion_tokens);
  }

 private:
  Prices prices_;
  AnswerCache& answers_;
  const Clock& clock_;
};

}  // namespace pith::llm
