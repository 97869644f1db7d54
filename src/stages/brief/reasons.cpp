#include "stages/brief/reasons.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ids.h"

namespace pith::brief {
namespace {

constexpr double kWorthSaying = 0.01;
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

const Offer& offer_of(const Picked& picked) { return picked.material.offers()[picked.place]; }

std::string about_quality(const Picked& picked) {
  constexpr std::array<std::string_view, 5> kPlaces{"the strongest", "second strongest", "third strongest",
                                                    "fourth strongest", "fifth strongest"};
  const Rank& rank = picked.rank;
  if (rank.peers <= 1) return rank.today ? "today’s only new insight" : "the only one left of the days before";
  const std::string all = rank.today ? fmt::format("of today’s {}", number(rank.peers))
                                     : fmt::format("of {} from the days before", number(rank.peers));
  // Which one it is would contradict its place where the brief does not go by strength.
  if (rank.in_order && rank.better < kPlaces.size()) return fmt::format("{} {}", kPlaces[rank.better], all);
  for (const std::size_t best : {5U, 10U, 20U, 50U})
    if (rank.better < best && 2 * best <= rank.peers)
      return fmt::format("among the {} strongest {}", number(best), all);
  return "one " + all;
}

std::string about_novelty(const Picked& picked) {
  const double older = picked.material.standing(picked.place).older;
  return older < kNothingLike ? "nothing like it was said before" : "not quite what was said before";
}

std::string about_unsent(const Picked& picked) {
  return picked.entry.sent < kNothingLike ? "unlike all you were sent" : "goes beyond what you were sent";
}

std::string about_variety(const Picked& picked) {
  return picked.apart ? "another show and another subject than the rest" : "";
}

// That an episode is of today goes without saying: most of a day's picks are.
std::string about_freshness(const Picked&) { return ""; }

bool strongest_of_its_show_today(const Picked& picked) {
  const auto& material = picked.material;
  if (!material.standing(picked.place).today) return false;
  return std::ranges::none_of(material.of_show(offer_of(picked).insight.show_id),
                              [&](Place other) { return other < picked.place && material.standing(other).today; });
}

std::string about_topic(const Picked& picked, const Learnt& learnt) {
  std::string_view name = learnt.name;
  for (const std::string& topic : offer_of(picked).insight.topics)
    if (slug_of(topic) == learnt.value) name = topic;
  return fmt::format("{}: {}", learnt.named ? "new on your topic" : "more on a topic you liked", name);
}

std::string about_show(const Picked& picked, const Learnt& learnt) {
  const auto& title = offer_of(picked).show_title.empty() ? learnt.name : offer_of(picked).show_title;
  const auto whose = learnt.named ? "a show you follow" : "a show you liked";
  if (picked.first_of_show && strongest_of_its_show_today(picked))
    return fmt::format("the day’s strongest from {}: {}", whose, title);
  return fmt::format("from {}: {}", whose, title);
}

std::string about_person(const Picked& picked, const Learnt& learnt) {
  std::string_view name = learnt.name;
  for (const Participant& person : offer_of(picked).people)
    if (person_of(person.key) == learnt.value) name = person.name;
  return fmt::format("{} {}", learnt.named ? "with someone you follow:" : "with someone you liked to hear:", name);
}

std::string about_interest(const Picked& picked) {
  if (picked.wanting.most == nullptr) return "";
  const Learnt& learnt = *picked.wanting.most;
  switch (learnt.kind) {
    case LearntKind::topic:
      return about_topic(picked, learnt);
    case LearntKind::show:
      return about_show(picked, learnt);
    case LearntKind::person:
      return about_person(picked, learnt);
    case LearntKind::words:
      return fmt::format("new on what you look for: {}", learnt.value);
    case LearntKind::insight:
      return fmt::format("like what you wanted more of: {}", learnt.name);
  }
  return "";
}

// What each term lets be said of a pick; nothing where it would not be true.
using Saying = std::string (*)(const Picked&);
constexpr std::array<Saying, kTerms> kSayings{about_quality, about_freshness, about_novelty,
                                              about_unsent,  about_interest,  about_variety};

}  // namespace

std::string reason_of(const Picked& picked, TermValues gains) {
  // What is liked and stands above stronger ones stands there because it is liked.
  double& liked = gains[static_cast<std::size_t>(Term::interest)];
  if (!picked.rank.in_order && liked >= kWorthSaying) liked = std::ranges::max(gains) + 1;
  std::array<std::size_t, kTerms> order{};
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return std::tie(gains[b], a) < std::tie(gains[a], b); });
  std::vector<std::string> clauses;
  if (picked.unusual) clauses.emplace_back("outside your usual");
  for (const std::size_t term : order) {
    if (clauses.size() == 2 || gains[term] < kWorthSaying) break;
    if (auto clause = kSayings[term](picked); !clause.empty()) clauses.push_back(std::move(clause));
  }
  if (clauses.empty()) clauses.push_back(about_quality(picked));
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
