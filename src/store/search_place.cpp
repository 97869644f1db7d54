#include "store/search_place.h"

#include <algorithm>
#include <chrono>
#include <span>

#include <fmt/format.h>

#include "store/search_query.h"

namespace pith::store {

namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr std::string_view mark = "\uE000";  // of the private use area: the tokenizer takes it for a letter

year_month month_of(Time time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return day.year() / day.month();
}

// "sh_one" -> one word.
std::string show_word(std::string_view show_id) {
  std::string word(mark);
  std::ranges::copy_if(show_id, std::back_inserter(word), [](char c) { return c != '_'; });
  return word;
}
std::string year_word(std::chrono::year year) { return fmt::format("{}y{}", mark, static_cast<int>(year)); }
std::string month_word(year_month month) {
  return fmt::format("{}m{}{:02}", mark, static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

// Whole years by their word, the rest by months.
std::vector<std::string> words_between(year_month from, year_month to) {
  std::vector<std::string> words;
  while (from <= to) {
    const auto december = from.year() / std::chrono::December;
    const bool whole = from.month() == std::chrono::January && december <= to;
    words.push_back(whole ? year_word(from.year()) : month_word(from));
    from += whole ? months{12} : months{1};
  }
  return words;
}

std::string any_of(std::span<const std::string> words) {
  return match_expression({.wanted = {Term{{words.begin(), words.end()}}}});
}

std::string in_place(std::span<const std::string> words) { return fmt::format("{{place}} : {}", any_of(words)); }

// Empty where all that is stored lies within.
std::vector<std::string> time_words(const Narrow& narrow, const Surroundings& around) {
  const auto from = std::max(narrow.since.value_or(around.first), around.first);
  const auto to = std::min(narrow.until.value_or(around.last), around.last);
  if (from == around.first && to == around.last) return {};
  if (from > to) return {month_word(month_of(from))};
  return words_between(month_of(from), month_of(to));
}

}  // namespace

std::string place_words(std::string_view show_id, Time published) {
  const auto month = month_of(published);
  return fmt::format("{} {} {}", show_word(show_id), year_word(month.year()), month_word(month));
}

std::string narrowed(const std::string& expression, const Narrow& narrow, const Surroundings& around) {
  std::string all = fmt::format("({})", expression);
  if (!narrow.show_id.empty()) all += " AND " + in_place(std::vector{show_word(narrow.show_id)});
  if (const auto times = time_words(narrow, around); !times.empty()) all += " AND " + in_place(times);
  if (!narrow.speakers.empty()) all += fmt::format(" AND {{{}}} : {}", around.names, any_of(narrow.speakers));
  if (around.unseen.empty()) return all;
  std::vector<std::string> unseen;
  for (const auto& show : around.unseen) unseen.push_back(show_word(show));
  return fmt::format("({}) NOT {}", all, in_place(unseen));
}

}  // namespace pith::store
