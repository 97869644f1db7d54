// folders: stages/feed
// When would each item of the captured feeds have been seen? A simulation over their publication dates: Pith's plan
// beside hourly polling and an entry-frequency rule (the last week's items spread over the week, one to twenty-four
// hours). Counters: median and p95 delay in minutes, polls a day and feed. PITH_FEEDS names a folder of feeds.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "stages/feed/poll_plan.h"
#include "stages/feed/read_feed.h"

namespace pith::feed {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

using Dates = std::vector<Time>;  // of one feed, oldest first

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Dates dates_of(const std::filesystem::path& file) {
  Dates dates;
  const auto feed = read_feed(read_file(file));
  if (!feed) return dates;
  for (const auto& item : feed->items)
    if (item.published) dates.push_back(*item.published);
  std::ranges::sort(dates);
  const auto repeated = std::ranges::unique(dates);
  dates.erase(repeated.begin(), repeated.end());
  return dates;
}

// Feeds with twenty dated items or more; of each the last 120.
const std::vector<Dates>& feeds() {
  static const auto all = [] {
    const char* named = std::getenv("PITH_FEEDS");
    const auto folder = named != nullptr ? std::filesystem::path(named)
                                         : std::filesystem::path(PITH_SOURCE_DIR) / "../shared/fixtures/feeds-podcast";
    std::vector<Dates> list;
    if (!std::filesystem::exists(folder)) return list;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      auto dates = dates_of(entry.path());
      if (dates.size() > 120) dates.erase(dates.begin(), dates.end() - 120);
      if (dates.size() >= 20) list.push_back(std::move(dates));
    }
    return list;
  }();
  return all;
}

struct Seen {
  std::vector<double> delays;  // minutes
  double polls = 0;
  double days = 0;
};

// The first half of a feed's items is known from the start; the rest appear at their time.
template <class Plan>
void simulate(const Dates& dates, Plan plan, double jitter, Seen& seen) {
  const auto begin = dates.size() / 2;
  auto now = dates[begin - 1] + minutes{static_cast<int>(jitter * 60)};
  auto known = begin;
  seen.days += std::chrono::duration<double, std::ratio<86400>>(dates.back() - now).count();
  while (known < dates.size()) {
    now = plan(std::span<const Time>(dates).first(known), now);
    ++seen.polls;
    for (; known < dates.size() && dates[known] <= now; ++known)
      seen.delays.push_back(std::chrono::duration<double, std::ratio<60>>(now - dates[known]).count());
  }
}

template <class Plan>
void report(benchmark::State& state, Plan plan) {
  if (feeds().empty()) return state.SkipWithError("no captured feeds beside the repository");
  Seen seen;
  std::vector<double> medians;
  for (auto _ : state) {
    seen = {};
    std::mt19937 random(1);
    for (const auto& dates : feeds()) simulate(dates, plan, static_cast<double>(random() % 1000) / 1000, seen);
  }
  std::ranges::sort(seen.delays);
  state.counters["feeds"] = static_cast<double>(feeds().size());
  state.counters["items"] = static_cast<double>(seen.delays.size());
  state.counters["median_min"] = seen.delays[seen.delays.size() / 2];
  state.counters["p95_min"] = seen.delays[seen.delays.size() * 95 / 100];
  state.counters["polls_a_day"] = seen.polls / seen.days;
}

void pith_plan(benchmark::State& state) {
  std::mt19937 random(2);
  report(state, [&](std::span<const Time> known, Time now) {
    return plan_poll({.published = known}, now, static_cast<double>(random() % 1000) / 1000).next;
  });
}
BENCHMARK(pith_plan)->Unit(benchmark::kMillisecond)->Iterations(1);

void hourly(benchmark::State& state) {
  report(state, [](std::span<const Time>, Time now) { return now + hours{1}; });
}
BENCHMARK(hourly)->Unit(benchmark::kMillisecond)->Iterations(1);

void entry_frequency(benchmark::State& state) {
  report(state, [](std::span<const Time> known, Time now) {
    const auto week = std::ranges::count_if(known, [&](Time time) { return time > now - hours{24 * 7}; });
    const auto wait = week == 0 ? hours{24} : hours{24 * 7} / week;
    return now + std::clamp<minutes>(wait, hours{1}, hours{24});
  });
}
BENCHMARK(entry_frequency)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace pith::feed
