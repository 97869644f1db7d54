// Offers made in a line, each of an episode, show, topic and text of its own unless said otherwise.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "stages/brief/choose.h"

namespace pith::brief {

inline constexpr CivilDay the_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{25}};

inline Offer offer_of(std::string id, double score) {
  Offer offer;
  Insight& insight = offer.insight;
  insight.id = id;
  insight.episode_id = "ep_" + id;
  insight.show_id = "sh_" + id;
  insight.score = score;
  insight.topics = {"topic of " + id};
  for (int n = 0; n < 20; ++n) insight.text += id + std::to_string(n) + " ";
  insight.evidence = {{{1, 3}, std::chrono::seconds(10), std::chrono::seconds(20), "unknown speaker", "words"}};
  offer.show_title = "Show of " + id;
  return offer;
}

inline std::vector<std::string> picks_of(const Brief& brief) {
  std::vector<std::string> ids;
  for (const Pick& pick : brief.picks) ids.push_back(pick.insight_id);
  return ids;
}

// A day's work with the rest at rest.
struct Table {
  std::vector<Offer> offers;
  std::vector<Insight> sent;
  Rules rules;
  std::vector<Wish> wishes;
  std::vector<Judged> judged;
  std::string reader = "re_home";
  CivilDay day = the_day;
  bool at_home = true;

  Time now() const { return from_micros(7); }

  Brief brief() const {
    std::vector<Insight> told;
    std::vector<std::string> ids;
    for (const Insight& insight : sent) {
      ids.push_back(insight.id);
      if (std::ranges::none_of(offers, [&](const Offer& offer) { return offer.insight.id == insight.id; }))
        told.push_back(insight);
    }
    const Material material(offers, told, now(), rules);
    const Leanings leanings = leanings_of(wishes, judged, now());
    return choose(material, {reader, day, now(), ids, &leanings, at_home});
  }
  std::vector<std::string> picks() const { return picks_of(brief()); }

  void name(InterestKind kind, std::string value, Profile profile = {}, double telling = 1) {
    wishes.push_back({{reader, kind, std::move(value), {}}, std::move(profile), telling});
  }
  void judge(Taste taste, const Offer& offer, Micros ago = {}) {
    judged.push_back({{reader, offer.insight.id, taste, now() - ago}, offer.insight, offer.profile, offer.show_title});
  }
};

}  // namespace pith::brief
