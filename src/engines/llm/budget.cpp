#include "engines/llm/budget.h"

#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace pith::llm {

std::int64_t cost_of(const Prices& prices, std::int64_t prompt_tokens, std::int64_t completion_tokens) {
  const double cost = prices.prompt * static_cast<double>(prompt_tokens) +
                      prices.completion * static_cast<double>(completion_tokens);  // per million, so in millionths
  return static_cast<std::int64_t>(std::ceil(cost));
}

Budget::Hold::~Hold() {
  if (budget_ == nullptr) return;
  const std::lock_guard lock(budget_->mutex_);
  budget_->held_cost_ -= budget_->cost(estimate_.prompt_tokens, estimate_.completion_tokens);
  budget_->held_tokens_ -= estimate_.prompt_tokens + estimate_.completion_tokens;
}

Result<Budget::Hold> Budget::hold(Estimate estimate) {
  const std::lock_guard lock(mutex_);
  const auto cost = this->cost(estimate.prompt_tokens, estimate.completion_tokens);
  const auto tokens = estimate.prompt_tokens + estimate.completion_tokens;
  if (prices_.daily_cap > 0 || prices_.daily_tokens > 0) {
    const auto spent = answers_.totals_since(std::chrono::floor<std::chrono::days>(clock_.now()));
    if (!spent) return std::unexpected(spent.error());
    const double cap = prices_.daily_cap * 1e6;
    if (cap > 0 && static_cast<double>(spent->cost + held_cost_ + cost) > cap)
      return fail(ErrorKind::refused,
                  fmt::format("The day's cap of {:.2f} for the language model is reached.", prices_.daily_cap));
    const auto spent_tokens = spent->prompt_tokens + spent->completion_tokens;
    if (prices_.daily_tokens > 0 && spent_tokens + held_tokens_ + tokens > prices_.daily_tokens)
      return fail(ErrorKind::refused,
                  fmt::format("The day's cap of {} tokens for the language model is reached.", prices_.daily_tokens));
  }
  held_cost_ += cost;
  held_tokens_ += tokens;
  return Hold(*this, estimate);
}

}  // namespace pith::llm
