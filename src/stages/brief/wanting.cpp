#include "stages/brief/wanting.h"

#include <algorithm>

namespace pith::brief {
namespace {

constexpr double kOnlyThere = 0.6;  // the person takes part in the episode, another one speaks

// How much of words, or of what was said in an insight judged, an offer has: nothing at `none`, all of it at `all`.
struct Ramp {
  double none;
  double all;
  double at(double value) const { return std::clamp((value - none) / (all - none), 0.0, 1.0); }
};
// Of a reader's words most must be there; or the subject must be very near, where they are said otherwise.
constexpr Ramp kWordsSaid{0.45, 0.95};
constexpr Ramp kWordsMeant{0.50, 0.75};
constexpr double kTelling = 0.6;  // weight of words from which each counts for itself
// From what a page may list beside the insight judged to what all but restates it.
constexpr Ramp kLikeIt{0.25, 0.46};
constexpr double kTermShare = 0.625;  // as related insights are measured: stages/storyline/relate.h
constexpr double kVectorShare = 0.375;

class Weighing {
 public:
  Weighing(const Material& material, const Leanings& leanings)
      : material_(material),
        leanings_(leanings),
        all_(material.offers().size()),
        common_(all_.size()),
        not_pulled_(all_.size(), 1.0),
        not_pushed_(all_.size(), 1.0) {}

  std::vector<Wanting> weigh() {
    for (const Learnt& learnt : leanings_.learnt) take(learnt);
    for (Place place = 0; place < all_.size(); ++place)
      if (common_[place].most != nullptr) add(*common_[place].most, place, common_[place].share);
    for (Place place = 0; place < all_.size(); ++place) all_[place].interest = not_pushed_[place] - not_pulled_[place];
    return std::move(all_);
  }

 private:
  void take(const Learnt& learnt) {
    switch (learnt.kind) {
      case LearntKind::topic:
        return take(learnt, material_.of_topic(learnt.value));
      case LearntKind::show:
        return take(learnt, material_.of_show(learnt.value));
      case LearntKind::person:
        return take_person(learnt);
      case LearntKind::words:
        return take_words(learnt);
      case LearntKind::insight:
        return take_insight(learnt);
    }
  }

  void take(const Learnt& learnt, std::span<const Place> places) {
    for (const Place place : places) add(learnt, place, 1);
  }

  void take_person(const Learnt& learnt) {
    for (const Place place : material_.of_person(learnt.value)) {
      const bool speaks = person_of(material_.offers()[place].insight.speaker) == learnt.value;
      add(learnt, place, speaks ? 1 : kOnlyThere);
    }
  }

  void take_words(const Learnt& learnt) {
    const auto profile = leanings_.words.find(learnt.value);
    if (profile == leanings_.words.end()) return;
    const auto near = material_.nearness(profile->second, Material::As::words);
    for (Place place = 0; place < near.size(); ++place) {
      const double share = std::max(kWordsSaid.at(near[place].terms), kWordsMeant.at(near[place].vector));
      if (learnt.weight >= kTelling)
        add(learnt, place, share);
      else
        hold(learnt, place, share);
    }
  }

  // Of words that many say only the one that is there most counts: any number of them say no more than that.
  void hold(const Learnt& learnt, Place place, double share) {
    Common& common = common_[place];
    const double known = common.most == nullptr ? 0 : common.most->weight * common.share;
    if (learnt.weight * share > known) common = {&learnt, share};
  }

  void take_insight(const Learnt& learnt) {
    const auto profile = leanings_.insights.find(learnt.value);
    if (profile == leanings_.insights.end()) return;
    const auto near = material_.nearness(profile->second, Material::As::insight);
    for (Place place = 0; place < near.size(); ++place)
      add(learnt, place, kLikeIt.at(kTermShare * near[place].terms + kVectorShare * near[place].vector));
  }

  void add(const Learnt& learnt, Place place, double share) {
    const double amount = learnt.weight * share;
    if (amount < 0) not_pushed_[place] *= 1 + amount;
    if (amount <= 0) return;
    not_pulled_[place] *= 1 - amount;
    Wanting& own = all_[place];
    if (amount <= own.pull) return;
    own.pull = amount;
    own.most = &learnt;
  }

  struct Common {
    const Learnt* most = nullptr;
    double share = 0;
  };

  const Material& material_;
  const Leanings& leanings_;
  std::vector<Wanting> all_;
  std::vector<Common> common_;  // by place
  std::vector<double> not_pulled_;
  std::vector<double> not_pushed_;
};

}  // namespace

std::vector<Wanting> wantings(const Material& material, const Leanings& leanings) {
  if (leanings.empty()) return std::vector<Wanting>(material.offers().size());
  return Weighing(material, leanings).weigh();
}

}  // namespace pith::brief
