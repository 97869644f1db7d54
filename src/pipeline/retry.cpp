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

constexpr milliseconds longest_wish{std::chrono::hours{24 * 7}};
constexpr milliseconds guests_pause{2000};
constexpr int most_answers = 6;  // over a day and a half

Retry by_time(milliseconds first, int attempts, milliseconds wish) {
  const auto pause = doubled(first, std::chrono::hours{24}, attempts);
  return {std::max(pause, std::min(wish, longest_wish)), false};
}

std::optional<Retry> guests_retry(int attempts, const Patience& patience, ClockKind clock, const Trouble& trouble) {
  const milliseconds wish = trouble.asked.value_or(Seconds{0});
  const bool short_of_time = patience.at_once || clock == ClockKind::standing;
  if (trouble.fault == Fault::answer) {
    if (patience.at_once || patience.replans || attempts >= most_answers) return std::nullopt;
    return by_time(std::chrono::hours{1}, attempts, wish);
  }
  if (short_of_time && attempts == 1 && wish <= longest_sat_out) return Retry{std::max(guests_pause, wish), true};
  if (patience.at_once || patience.replans) return std::nullopt;
  return by_time(std::chrono::minutes{1}, attempts, wish);
}

}  // namespace

Fault fault_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::network:
    case ErrorKind::timeout:
      return Fault::way;
    case ErrorKind::http_status:
      return error.code >= 500 || error.code == 429 || error.code == 408 ? Fault::way : Fault::answer;
    case ErrorKind::gone:
    case ErrorKind::refused:
    case ErrorKind::invalid_input:
    case ErrorKind::too_large:
    case ErrorKind::unsupported:
      return Fault::answer;
    default:
      return Fault::own;
  }
}

std::optional<Retry> next_retry(int attempts, const Patience& patience, ClockKind clock, const Trouble& trouble) {
  if (attempts >= patience.attempts) return std::nullopt;
  if (patience.guest && trouble.fault != Fault::own) return guests_retry(attempts, patience, clock, trouble);
  const milliseconds wish = trouble.asked.value_or(Seconds{0});
  const bool quick = wish <= longest_sat_out;
  if (patience.at_once && !quick) return std::nullopt;
  if ((patience.at_once || clock == ClockKind::standing) && quick) {
    const auto pause = doubled(milliseconds{100}, milliseconds{2000}, attempts);
    return Retry{std::max(pause, wish), true};
  }
  return by_time(std::chrono::minutes{1}, attempts, wish);
}

}  // namespace pith::pipeline
