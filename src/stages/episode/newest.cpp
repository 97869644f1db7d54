#include "stages/episode/newest.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

#include "stages/episode/sameness.h"

namespace pith::episode {

namespace {

using Dates = std::vector<std::optional<Time>>;

constexpr auto zones_apart = std::chrono::hours{24};  // a clock of another zone is no date in the future

// What an episode says of its place among others.
std::optional<int> number_of(const Episode& episode) {
  return first_number(episode.number.empty() ? episode.title : episode.number);
}

// Whether each has a number, higher than the one's before it.
bool are_numbered_upwards(const Chunked<Episode>& found) {
  std::optional<int> last;
  for (const auto& episode : found) {
    const auto number = number_of(episode);
    if (!number || (last && *number <= *last)) return false;
    last = number;
  }
  return true;
}

// For each place the last date before it, in the order of the range.
template <class Range>
Dates last_before(const Range& dates, Time latest) {
  Dates out;
  std::optional<Time> last;
  for (const auto& date : dates) {
    out.push_back(last);
    if (date && *date <= latest) last = date;
  }
  return out;
}

void date_by_neighbours(Dates& dates, Time latest) {
  const auto before = last_before(dates, latest);
  const Dates backwards(dates.rbegin(), dates.rend());
  auto after = last_before(backwards, latest);
  std::ranges::reverse(after);
  for (std::size_t n = 0; n < dates.size(); ++n)
    if (!dates[n]) dates[n] = before[n] && after[n] ? std::min(before[n], after[n]) : std::max(before[n], after[n]);
}

}  // namespace

std::vector<std::size_t> newest_first(const Chunked<Episode>& found, const std::vector<std::optional<Time>>& said,
                                      Time now) {
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool undated = std::ranges::none_of(said, [](const auto& date) { return date.has_value(); });
  if (undated && are_numbered_upwards(found)) std::ranges::reverse(order);
  const auto latest = now + zones_apart;
  auto dates = said;
  date_by_neighbours(dates, latest);
  const auto rank = [&](std::size_t n) {
    return std::pair{dates[n] && *dates[n] <= latest ? dates[n] : std::nullopt, said[n].has_value()};
  };
  std::ranges::stable_sort(order, std::ranges::greater{}, rank);
  return order;
}

}  // namespace pith::episode
