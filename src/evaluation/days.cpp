#include "evaluation/days.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "evaluation/sha1.h"

namespace pith::evaluation {

namespace {

constexpr double episodes_a_day = 6;

std::size_t day_count(std::size_t episodes) {
  return static_cast<std::size_t>(std::max(1.0, std::nearbyint(static_cast<double>(episodes) / episodes_a_day)));
}

}  // namespace

Days days_by_name(std::span<const std::string> names) {
  std::vector<std::pair<std::string, std::size_t>> order;
  order.reserve(names.size());
  for (std::size_t place = 0; place < names.size(); ++place) order.emplace_back(sha1_hex(names[place]), place);
  std::ranges::sort(order);
  Days days(day_count(names.size()));
  for (std::size_t n = 0; n < order.size(); ++n) days[n % days.size()].push_back(order[n].second);
  return days;
}

Result<Days> days_by_date(std::span<const std::string> names, const Dates& dates) {
  std::vector<std::tuple<Time, std::string_view, std::size_t>> order;
  order.reserve(names.size());
  for (std::size_t place = 0; place < names.size(); ++place) {
    const auto date = dates.find(names[place]);
    if (date == dates.end()) return fail(ErrorKind::not_found, fmt::format("there is no date for {}", names[place]));
    order.emplace_back(date->second, names[place], place);
  }
  std::ranges::sort(order);
  Days days(day_count(names.size()));
  for (std::size_t n = 0; n < order.size(); ++n)
    days[n * days.size() / order.size()].push_back(std::get<std::size_t>(order[n]));
  return days;
}

}  // namespace pith::evaluation
