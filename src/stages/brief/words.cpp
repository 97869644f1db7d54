#include "stages/brief/words.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace pith::brief {
namespace {

constexpr double kWorthSaying = 0.004;
constexpr double kNothingLike = 0.45;  // likeness below which nobody would call two insights alike

constexpr std::array<std::string_view, 10> kNumbers{"no",   "one", "two",   "three", "four",
                                                    "five", "six", "seven", "eight", "nine"};

std::string number(std::size_t count) {
  return count < kNumbers.size() ? std::string(kNumbers[count]) : fmt::format("{}", count);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string about_quality(const Entry& entry) {
  constexpr std::array<std::string_view, 5> kPlaces{"the strongest", "second strongest", "third strongest",
                                                    "fourth strongest", "fifth strongest"};
  if (entry.peers <= 1) return entry.today ? "today's only new insight" : "the only one left of the days before";
  const std::string all = entry.today ? fmt::format("of today's {}", number(entry.peers))
                                      : fmt::format("of {} from the days before", number(entry.peers));
  if (entry.rank < kPlaces.size()) return fmt::format("{} {}", kPlaces[entry.rank], all);
  for (const std::size_t best : {10U, 20U, 50U})
    if (entry.rank < best && 2 * best <= entry.peers) return fmt::format("among the {} strongest {}", best, all);
  return "one " + all;
}

std::string about_novelty(const Entry& entry) {
  return entry.older < kNothingLike ? "nothing like it was said before" : "not quite what was said before";
}

std::string about_unsent(const Entry& entry) {
  return entry.sent < kNothingLike ? "unlike all you were sent" : "goes beyond what you were sent";
}

std::string about_interest(const Entry&) { return "on what you follow"; }

std::string about_variety(const Entry& entry) {
  return entry.picked <= 0 ? "another show and another subject than those above" : "";
}

// That an episode is of today goes without saying: most of a day's picks are.
std::string about_today(const Entry&) { return ""; }

// What each term lets be said of a pick; nothing where it would not be true.
using Saying = std::string (*)(const Entry&);
constexpr std::array<Saying, kTerms> kSayings{about_quality, about_today,    about_novelty,
                                              about_unsent,  about_interest, about_variety};

}  // namespace

std::string reason_of(const Entry& entry, const TermValues& gains) {
  std::array<std::size_t, kTerms> order{};
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return std::tie(gains[b], a) < std::tie(gains[a], b); });
  std::vector<std::string> clauses;
  for (const std::size_t term : order) {
    if (clauses.size() == 2 || gains[term] < kWorthSaying) break;
    if (auto clause = kSayings[term](entry); !clause.empty()) clauses.push_back(std::move(clause));
  }
  if (clauses.empty()) clauses.push_back(about_quality(entry));
  return capitalised(fmt::format("{}.", fmt::join(clauses, "; ")));
}

std::string note_of(const Shortfall& shortfall, std::size_t size) {
  if (shortfall.picks >= size) return "";
  if (shortfall.candidates == 0) return "No new episodes with insights in these days.";
  std::vector<std::string> why;
  if (shortfall.weak > 0) why.push_back(fmt::format("{} not strong enough", number(shortfall.weak)));
  if (shortfall.repeated > 0) why.push_back(fmt::format("{} said again what you know", number(shortfall.repeated)));
  const std::string left = why.empty() ? "." : fmt::format("; {}.", fmt::join(why, ", "));
  const std::string_view ones = shortfall.candidates == 1 ? "insight" : "insights";
  return capitalised(
      fmt::format("{} of {} new {}{}", number(shortfall.picks), number(shortfall.candidates), ones, left));
}

}  // namespace pith::brief
