#include "pipeline/retry.h"

#include <algorithm>

namespace pith::pipeline {

namespace {

using std::chrono::milliseconds;

constexpr int most_attempts = 12;

// Doubles from `first` with each failure, up to `most`.
milliseconds doubled(milliseconds first, milliseconds most, int attempts) {
  const auto steps = std::clamp(attempts - 1, 0, 20);
  return std::min(most, first * (1LL << steps));
}

}  // namespace

std::optional<Retry> next_retry(int attempts, ClockKind clock, std::optional<Seconds> asked) {
  if (attempts >= most_attempts) return std::nullopt;
  const milliseconds wish = asked.value_or(Seconds{0});
  if (clock == ClockKind::standing) {
    const auto pause = doubled(milliseconds{100}, milliseconds{2000}, attempts);
    return Retry{std::max(pause, std::min(wish, milliseconds{5000})), true};
  }
  const auto pause = doubled(std::chrono::minutes{1}, std::chrono::hours{24}, attempts);
  return Retry{std::max(pause, std::min(wish, milliseconds{std::chrono::hours{24 * 7}})), false};
}

}  // namespace pith::pipeline
