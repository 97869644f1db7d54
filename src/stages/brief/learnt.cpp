#include "stages/brief/learnt.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/ids.h"
#include "domain/person.h"
#include "text/words.h"

namespace pith::brief {
namespace {

constexpr double kHalfLifeDays = 60;
constexpr double kLeast = 0.02;  // what has faded to less is no longer known

// What is named counts for more than one verdict and less than two.
constexpr double kNamed = 0.7;
// A verdict is on what was said first, then on its subject, then on who said it and where.
constexpr double kItself = 0.9;
constexpr double kTopic = 0.4;
constexpr double kPerson = 0.35;
constexpr double kShow = 0.25;

double faded(Time given, Time now) {
  const auto days = std::chrono::duration<double, std::ratio<86400>>(now - given).count();
  return std::exp2(-std::max(0.0, days) / kHalfLifeDays);
}

LearntKind kind_of(InterestKind kind) {
  switch (kind) {
    case InterestKind::topic:
      return LearntKind::topic;
    case InterestKind::show:
      return LearntKind::show;
    case InterestKind::person:
      return LearntKind::person;
    case InterestKind::words:
      break;
  }
  return LearntKind::words;
}

class Learning {
 public:
  explicit Learning(Time now) : now_(now) {}

  void name(const Wish& wish) {
    const auto& [reader, kind, value, since] = wish.interest;
    const bool person = kind == InterestKind::person;
    Learnt& own = entry(kind_of(kind), person ? person_of(value) : value, value);
    if (!own.named) own.weight += kNamed * wish.telling;
    own.named = true;
  }

  void judge(const Judged& judged) {
    const Insight& insight = judged.insight;
    const double sign = judged.verdict.taste == Taste::more ? 1 : -1;
    const double weight = sign * faded(judged.verdict.given, now_);
    move(entry(LearntKind::insight, insight.id, insight.headline), weight * kItself, insight.id);
    for (const std::string& topic : insight.topics)
      move(entry(LearntKind::topic, slug_of(topic), topic), weight * kTopic, insight.id);
    if (const auto key = person_of(insight.speaker); !key.empty())
      move(entry(LearntKind::person, key, insight.speaker), weight * kPerson, insight.id);
    move(entry(LearntKind::show, insight.show_id, judged.show_title), weight * kShow, insight.id);
  }

  std::vector<Learnt> learnt() {
    std::vector<Learnt> all;
    for (auto& [key, one] : entries_) {
      one.weight = std::clamp(one.weight, -1.0, 1.0);
      if (one.named || std::abs(one.weight) >= kLeast) all.push_back(std::move(one));
    }
    std::ranges::stable_sort(all, std::greater{}, [](const Learnt& one) { return std::abs(one.weight); });
    return all;
  }

 private:
  Learnt& entry(LearntKind kind, const std::string& value, const std::string& name) {
    Learnt& own = entries_[{kind, value}];
    own.kind = kind;
    own.value = value;
    if (own.name.empty() || own.name == value) own.name = name.empty() ? value : name;
    return own;
  }

  static void move(Learnt& own, double by, const std::string& insight_id) {
    own.weight += by;
    (by > 0 ? own.liked : own.disliked).push_back(insight_id);
  }

  Time now_;
  std::map<std::pair<LearntKind, std::string>, Learnt> entries_;
};

std::string times(std::size_t count) {
  constexpr std::array<std::string_view, 3> kFew{"", "once", "twice"};
  return count < kFew.size() ? std::string(kFew[count]) : fmt::format("{} times", count);
}

}  // namespace

std::string person_of(std::string_view name) { return person_key(text::lower(name)); }

std::vector<Learnt> learnt_from(std::span<const Wish> wishes, std::span<const Judged> judged, Time now) {
  Learning learning(now);
  for (const Wish& wish : wishes) learning.name(wish);
  std::vector<const Judged*> newest;
  for (const Judged& one : judged) newest.push_back(&one);
  std::ranges::sort(newest, [](const Judged* a, const Judged* b) {
    return std::tie(b->verdict.given, a->verdict.insight_id) < std::tie(a->verdict.given, b->verdict.insight_id);
  });
  newest.resize(std::min(newest.size(), most_verdicts));
  for (const Judged* one : newest) learning.judge(*one);
  return learning.learnt();
}

std::string source_of(const Learnt& learnt) {
  std::vector<std::string> parts;
  if (learnt.named) parts.emplace_back("named by you");
  if (!learnt.liked.empty()) parts.push_back(fmt::format("more like this, {}", times(learnt.liked.size())));
  if (!learnt.disliked.empty()) parts.push_back(fmt::format("less like this, {}", times(learnt.disliked.size())));
  auto text = fmt::format("{}.", fmt::join(parts, "; "));
  if (text.front() >= 'a') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

Leanings leanings_of(std::span<const Wish> wishes, std::span<const Judged> judged, Time now) {
  Leanings leanings{learnt_from(wishes, judged, now), {}, {}};
  for (const Wish& wish : wishes)
    if (wish.interest.kind == InterestKind::words) leanings.words.emplace(wish.interest.value, wish.profile);
  for (const Judged& one : judged) leanings.insights.emplace(one.insight.id, one.profile);
  return leanings;
}

}  // namespace pith::brief
