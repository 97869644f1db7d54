#include "evaluation/days.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "evaluation/sha1.h"
#include "text/lines.h"

namespace pith::evaluation {

namespace {

constexpr double episodes_a_day = 6;

std::size_t day_count(std::size_t episodes) {
  return static_cast<std::size_t>(std::max(1.0, std::nearbyint(static_cast<double>(episodes) / episodes_a_day)));
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t at = 0; at <= line.size();) {
    const auto end = std::min(line.find('\t', at), line.size());
    cells.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return cells;
}

}  // namespace

Result<Dates> read_dates(std::string_view table) {
  const auto names = cells_of(text::take_line(table));
  const auto episode = static_cast<std::size_t>(std::ranges::find(names, "episode") - names.begin());
  const auto published = static_cast<std::size_t>(std::ranges::find(names, "published") - names.begin());
  if (std::max(episode, published) >= names.size())
    return fail(ErrorKind::invalid_input, "line 1: a table of dates needs the columns \"episode\" and \"published\"");
  Dates dates;
  for (int number = 2; !table.empty(); ++number) {
    const auto cells = cells_of(text::take_line(table));
    if (cells.size() == 1 && cells[0].empty()) continue;
    const auto time = published < cells.size() ? parse_rfc3339(cells[published]) : std::nullopt;
    if (episode >= cells.size() || !time)
      return fail(ErrorKind::invalid_input, fmt::format("line {}: here is no episode with a date", number));
    dates.insert_or_assign(std::string(cells[episode]), *time);
  }
  return dates;
}

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
