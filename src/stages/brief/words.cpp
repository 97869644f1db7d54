#include "stages/brief/words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
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

std::string about_quality(const Entry& entry, std::size_t candidates) {
  constexpr std::array<std::string_view, 5> kPlaces{"the strongest", "second strongest", "third strongest",
                                                    "fourth strongest", "fifth strongest"};
  if (candidates <= 1) return "the only new insight";
  const std::string all = fmt::format("of {} new insights", number(candidates));
  if (entry.rank < kPlaces.size()) return fmt::format("{} {}", kPlaces[entry.rank], all);
  for (const std::size_t best : {10U, 20U, 50U, 100U})
    if (entry.rank < best && 2 * best <= candidates) return fmt::format("among the {} strongest {}", best, all);
  return "one " + all;
}

std::string about_novelty(const Entry& entry, std::size_t) {
  return entry.older < kNothingLike ? "nothing like it was said before" : "not quite what was said before";
}

std::string about_unsent(const Entry& entry, std::size_t) {
  return entry.sent < kNothingLike ? "unlike all you were sent" : "goes beyond what you were sent";
}

std::string about_interest(const Entry&, std::size_t) { return "on what you follow"; }

std::string about_variety(const Entry& entry, std::size_t) {
  return entry.picked <= 0 ? "from another show and on another subject than the picks above"
                           : "another subject than the picks above";
}

// That an episode is of today says nothing: most of a day's picks are.
using Saying = std::string (*)(const Entry&, std::size_t);
constexpr std::array<Saying, kTerms> kSayings{about_quality, nullptr,        about_novelty,
                                              about_unsent,  about_interest, about_variety};

}  // namespace

std::string reason_of(const Entry& entry, const TermValues& gains, std::size_t candidates) {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < kTerms; ++n)
    if (kSayings[n] != nullptr) order.push_back(n);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return std::tie(gains[b], a) < std::tie(gains[a], b); });
  std::string reason = kSayings[order[0]](entry, candidates);
  if (gains[order[1]] >= kWorthSaying) reason += "; " + kSayings[order[1]](entry, candidates);
  return capitalised(reason) + ".";
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
