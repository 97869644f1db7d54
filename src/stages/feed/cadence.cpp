#include "stages/feed/cadence.h"

#include <algorithm>
#include <cmath>

#include "stages/feed/poll_plan.h"

namespace pith::feed {

namespace {

using std::chrono::minutes;

// These four come from bench/poll_bench.cpp's simulation over captured feeds.
constexpr auto newest = static_cast<std::size_t>(dates_that_count);
constexpr auto day = minutes{24 * 60};
constexpr auto week = 7 * day;
constexpr auto window = minutes{10};  // an item is expected about when earlier ones came
constexpr double anywhere = 0.1;      // the share of items that may come at any time
constexpr double of_week = 1;         // the weight of the time of the week beside that of the day

int minute_of_week(Time time) {
  return static_cast<int>(std::chrono::floor<minutes>(time.time_since_epoch()) % week / minutes{1});
}

// 1 at the same time, falling to 0 at the window's edge; of two minutes on a clock that goes round in `period`.
double nearness(int apart, int period) {
  const int distance = std::min(apart, period - apart);
  return distance >= window.count() ? 0 : 1 - static_cast<double>(distance) / static_cast<double>(window.count());
}

}  // namespace

Cadence::Cadence(std::span<const Time> published, Time now) {
  std::ranges::copy_if(published, std::back_inserter(times_), [&](Time time) { return time <= now; });
  std::ranges::sort(times_, std::ranges::greater{});
  const auto repeated = std::ranges::unique(times_);
  times_.erase(repeated.begin(), repeated.end());
  if (times_.size() > newest) times_.resize(newest);
  if (times_.empty()) return;
  for (const auto time : times_) minutes_.push_back(minute_of_week(time));
  silence_ = std::chrono::floor<minutes>(now - times_.front());
  if (!is_known()) return;
  std::vector<minutes> gaps;
  for (std::size_t n = 1; n < times_.size(); ++n)
    gaps.push_back(std::chrono::floor<minutes>(times_[n - 1] - times_[n]));
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  gap_ = std::max(*middle, minutes{1});
  // A feed long silent beyond its habit is taken to have slowed down.
  const auto pace = std::max(gap_, silence_ / 3);
  per_day_ = static_cast<double>(day.count()) / static_cast<double>(pace.count());
}

double Cadence::expected(Time at) const {
  if (!is_known()) return 0;
  constexpr double slots_a_day = 144;
  constexpr int a_day = day / minutes{1}, a_week = week / minutes{1};
  const int middle = minute_of_week(at + minutes{5});
  double near = 0;
  for (const int minute : minutes_) {
    const int apart = std::abs(middle - minute);
    near += nearness(apart % a_day, a_day) + of_week * nearness(apart, a_week);
  }
  // One window's area, in slots of ten minutes: each item gives 1 a day and `of_week` a week.
  const double area = static_cast<double>(window.count()) / 10;
  const double share = near / (static_cast<double>(times_.size()) * area * (1 + of_week / 7));
  return per_day_ * (anywhere / slots_a_day + (1 - anywhere) * share);
}

}  // namespace pith::feed
