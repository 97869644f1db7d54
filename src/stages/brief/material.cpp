#include "stages/brief/material.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.h"
#include "stages/brief/learnt.h"
#include "stages/brief/repeats.h"
#include "text/bag_index.h"

namespace pith::brief {
namespace {

constexpr double kBestScore = 5;
// From this likeness on the second of two bores the reader, even where it is not told as a restatement: passages that
// say the same, cut differently, lie at .47 and above.
constexpr double kTooClose = 0.46;
constexpr Micros kDay = std::chrono::hours{24};

const std::string& other_end(const Link& link, std::string_view insight_id) {
  return link.from == insight_id ? link.to : link.from;
}

double quality_of(const Insight& insight, const Weights& weights) {
  return std::clamp(insight.score / kBestScore, 0.0, 1.0) * (1 - weights.unclear * (1 - insight.clarity));
}

}  // namespace

Material::Material(std::vector<Offer> offers, std::span<const Insight> told, Time at, const Rules& rules)
    : rules_(rules), offers_(std::move(offers)) {
  std::ranges::sort(offers_, {}, [&](const Offer& offer) {
    return std::pair(-quality_of(offer.insight, rules_.weights), std::string_view(offer.insight.id));
  });
  stand(at);
  file();
  hear(told);
}

void Material::stand(Time at) {
  standings_.reserve(offers_.size());
  for (const Offer& offer : offers_) {
    const Insight& insight = offer.insight;
    Standing own{.quality = quality_of(insight, rules_.weights),
                 .today = at - insight.first_seen < kDay,
                 .weak = insight.score < rules_.floor};
    for (const Link& link : offer.links)
      if (link.from == insight.id) own.older = std::max(own.older, link.score);
    standings_.push_back(own);
  }
}

void Material::file() {
  topics_.resize(offers_.size());
  for (Place place = 0; place < offers_.size(); ++place) {
    const Offer& offer = offers_[place];
    const auto put = [place](Places& places, const std::string& key) {
      const auto own = places.try_emplace(key).first;
      if (own->second.empty() || own->second.back() != place) own->second.push_back(place);
      return &own->first;
    };
    for (const std::string& topic : offer.insight.topics) topics_[place].push_back(put(by_topic_, slug_of(topic)));
    for (const Participant& person : offer.people) put(by_person_, person_of(person.key));
    shows_.push_back(put(by_show_, offer.insight.show_id));
    put(by_episode_, offer.insight.episode_id);
  }
  file_profiles();
}

void Material::file_profiles() {
  for (const Offer& offer : offers_) dimensions_ = std::max(dimensions_, offer.profile.vector.size());
  vectors_.resize(offers_.size() * dimensions_, 0);
  for (Place place = 0; place < offers_.size(); ++place) {
    const Profile& profile = offers_[place].profile;
    for (const Term& term : profile.terms) postings_[term.id].push_back({place, term.weight});
    if (profile.vector.size() == dimensions_)
      std::ranges::copy(profile.vector, vectors_.begin() + static_cast<std::ptrdiff_t>(place * dimensions_));
    const auto own = std::span(vectors_).subspan(place * dimensions_, dimensions_);
    squares_.push_back(dot(own, own));
  }
}

void Material::hear(std::span<const Insight> told) {
  for (Place place = 0; place < offers_.size(); ++place)
    echoes_[offers_[place].insight.id].repeated_by.push_back(place);
  hear_links();
  hear_cues(told);
  hear_words(told);
}

void Material::hear_links() {
  for (Place place = 0; place < offers_.size(); ++place) {
    const auto hear_one = [&](const Link& link) {
      Echo& echo = echoes_[other_end(link, offers_[place].insight.id)];
      echo.near.push_back({place, static_cast<float>(link.score)});
      if (link.kind == LinkKind::restates || link.score >= kTooClose) echo.repeated_by.push_back(place);
    };
    std::ranges::for_each(offers_[place].links, hear_one);
    std::ranges::for_each(offers_[place].within, hear_one);
  }
}

void Material::hear_cues(std::span<const Insight> told) {
  const auto hear_one = [&](const Insight& insight) {
    for (const Place place : of_episode(insight.episode_id))
      if (offers_[place].insight.id != insight.id && share_a_cue(offers_[place].insight, insight))
        echoes_[insight.id].repeated_by.push_back(place);
  };
  for (const Offer& offer : offers_) hear_one(offer.insight);
  for (const Insight& insight : told) hear_one(insight);
}

void Material::hear_words(std::span<const Insight> told) {
  text::BagIndex bags;
  for (const Offer& offer : offers_) bags.add(text::WordBag(offer.insight.text));
  const auto hear_one = [&](const Insight& insight) {
    for (const Place place : bags.alike(text::WordBag(insight.text), kSameWords))
      if (offers_[place].insight.id != insight.id) echoes_[insight.id].repeated_by.push_back(place);
  };
  for (const Offer& offer : offers_) hear_one(offer.insight);
  for (const Insight& insight : told) hear_one(insight);
}

const Echo* Material::echo_of(std::string_view insight_id) const {
  const auto echo = echoes_.find(insight_id);
  return echo == echoes_.end() ? nullptr : &echo->second;
}

std::span<const Place> Material::found(const Places& places, std::string_view key) {
  const auto list = places.find(key);
  return list == places.end() ? std::span<const Place>{} : std::span<const Place>(list->second);
}

bool Material::share_a_topic(Place a, Place b) const {
  return std::ranges::any_of(
      topics_[a], [&](const std::string* topic) { return std::ranges::find(topics_[b], topic) != topics_[b].end(); });
}

std::vector<Nearness> Material::nearness(const Profile& profile, As what) const {
  std::vector<Nearness> all(offers_.size());
  for (const Term& term : profile.terms) {
    const auto list = postings_.find(term.id);
    if (list == postings_.end()) continue;
    for (const Posting& posting : list->second)
      all[posting.place].terms += static_cast<double>(term.weight * (what == As::words ? term.weight : posting.weight));
  }
  const std::int32_t square = dot(profile.vector, profile.vector);
  if (profile.vector.size() != dimensions_ || square == 0) return all;
  for (Place place = 0; place < all.size(); ++place) {
    const auto own = std::span(vectors_).subspan(place * dimensions_, dimensions_);
    all[place].vector = cosine_of(dot(own, profile.vector), squares_[place], square);
  }
  return all;
}

}  // namespace pith::brief
