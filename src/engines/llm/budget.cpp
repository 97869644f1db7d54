#include "engines/llm/budget.h"

#include <chrono>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "lib/log/log.h"

namespace pith::llm {

namespace {

std::string words_for(const Prices& prices) {
  const auto money = prices.daily_cap > 0 ? fmt::format("{:.2f}", prices.daily_cap) : "";
  const auto tokens = prices.daily_tokens > 0 ? fmt::format("{} tokens", prices.daily_tokens) : "";
  return fmt::format("{}{}{}", money, money.empty() || tokens.empty() ? "" : " or ", tokens);
}

}  // namespace

std::int64_t cost_of(const Prices& prices, std::int64_t prompt_tokens, std::int64_t completion_tokens) {
  const double cost = prices.prompt * static_cast<double>(prompt_tokens) +
                      prices.completion * static_cast<double>(completion_tokens);  // per million, so in millionths
  return static_cast<std::int64_t>(std::ceil(cost));
}

Budget::Hold::~Hold() {
  if (answers_ == nullptr) return;
  if (const auto done = answers_->give_back(question_); !done)  // stays set aside for its day
    log::warning(done.error().log_line());
}

Result<Budget::Hold> Budget::hold(std::string_view key, Estimate estimate) {
  const Time now = clock_.now();
  SetAside question{std::string(key), now, estimate.prompt_tokens + estimate.completion_tokens,
                    cost(estimate.prompt_tokens, estimate.completion_tokens)};
  const SpendingCap cap{std::chrono::floor<std::chrono::days>(now), prices_.daily_tokens,
                        static_cast<std::int64_t>(std::floor(prices_.daily_cap * 1e6))};
  const bool capped = prices_.daily_cap > 0 || prices_.daily_tokens > 0;
  if (capped) {
    const auto fits = answers_.set_aside(question, cap);
    if (!fits) return std::unexpected(fits.error());
    if (!*fits)
      return fail(ErrorKind::refused,
                  fmt::format("The day's cap of {} for the language model is reached.", words_for(prices_)));
  }
  return Hold(answers_, std::move(question), capped);
}

}  // namespace pith::llm
