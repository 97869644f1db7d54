#include "pipeline/retry.h"

#include <algorithm>

namespace pith::pipeline {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_sat_out{5000};

// Doubles from `first` with each failure, up to `most`.
milliseconds doubled(milliseconds first, milliseconds most, int attempts) {
  const int steps = std::clamp(attempts - 1, 0, 20);
  return std::min(most, milliseconds{first.count() << steps});
}

}  // namespace

std::optional<Retry> next_retry(int attempts, const Patience& patience, ClockKind clock, std::optional<Seconds> asked) {
  if (attempts >= patience.attempts) return std::nullopt;
  const milliseconds wish = asked.value_or(Seconds{0});
  const bool quick = wish <= longest_sat_out;
  if (patience.at_once && !quick) return std::nullopt;
  if ((patience.at_once || clock == ClockKind::standing) && quick) {
    const auto pause = doubled(milliseconds{100}, milliseconds{2000}, attempts);
    return Retry{std::max(pause, wish), true};
  }
  const auto pause = doubled(std::chrono::minutes{1}, std::chrono::hours{24}, attempts);
  return Retry{std::max(pause, std::min(wish, milliseconds{std::chrono::hours{24 * 7}})), false};
}

}  // namespace pith::pipeline
