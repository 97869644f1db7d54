#include "pipeline/round.h"

#include <algorithm>
#include <utility>

#include "base/ids.h"
#include "domain/person.h"
#include "pipeline/relating.h"
#include "stages/storyline/relate.h"
#include "store/edition.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/people.h"
#include "store/shows.h"
#include "store/sourced.h"
#include "store/tastes.h"
#include "text/telling.h"

namespace pith::pipeline {

namespace {

constexpr Micros longest_round = std::chrono::minutes{10};
constexpr std::size_t most_profiles = 20'000;  // some 0.5 kB each

brief::Rules rules_of(const Options& options) {
  brief::Rules rules;
  rules.size = static_cast<std::size_t>(options.brief_size);
  rules.floor = options.floor;
  return rules;
}

Result<std::vector<brief::Participant>> people_in(const store::Session& session, const std::string& episode_id) {
  const auto appearances = store::appearances_in(session, episode_id);
  if (!appearances) return std::unexpected(appearances.error());
  std::vector<brief::Participant> people;
  for (const auto& one : *appearances)
    if (people.empty() || people.back().key != one.key) people.push_back({one.key, one.name});
  return people;
}

// Renderings show no more of an episode than this.
void slim(SourcedInsight& source) {
  source.episode.description.clear();
  source.episode.transcripts.clear();
  source.episode.chapters.clear();
  source.episode.soundbites.clear();
  source.episode.persons.clear();
  source.show.description.clear();
}

// Makes one round from one snapshot.
class Making {
 public:
  Making(const Context& context, const store::Session& session) : context_(context), session_(session) {}

  Result<Round> make() {
    const Time now = context_.clock.now();
    const auto edition = store::edition(session_);
    if (!edition) return std::unexpected(edition.error());
    auto offered =
        store::candidates(session_, {now - std::chrono::days{context_.options.brief_days}, now, /*floor=*/0});
    if (!offered) return std::unexpected(offered.error());
    if (auto done = fetch_sources(*offered); !done) return std::unexpected(done.error());
    if (auto done = make_offers(*offered); !done) return std::unexpected(done.error());
    auto sent = store::insights_ever_sent(session_);
    if (!sent) return std::unexpected(sent.error());
    std::erase_if(*sent, [&](const Insight& insight) { return sources_.contains(insight.id); });
    return Round{now, *edition, brief::Material(std::move(offers_), *sent, now, rules_of(context_.options)),
                 std::move(sources_)};
  }

 private:
  Result<void> fetch_sources(std::span<const Insight> offered) {
    std::vector<std::string> ids;
    for (const auto& insight : offered) ids.push_back(insight.id);
    auto sources = store::sourced_insights(session_, ids);
    if (!sources) return std::unexpected(sources.error());
    for (auto& source : *sources) {
      slim(source);
      const auto id = source.insight.id;
      sources_.insert_or_assign(id, std::move(source));
    }
    return {};
  }

  Result<void> make_offers(std::span<const Insight> offered) {
    std::map<std::string_view, std::vector<Insight>> by_episode;
    for (const auto& insight : offered)
      if (sources_.contains(insight.id)) by_episode[insight.episode_id].push_back(insight);
    for (const auto& [episode_id, insights] : by_episode)
      if (auto done = offer(std::string(episode_id), insights); !done) return done;
    return {};
  }

  Result<void> offer(const std::string& episode_id, std::span<const Insight> insights) {
    const auto profiles = context_.relating.profiles(insights);
    if (!profiles) return std::unexpected(profiles.error());
    const auto people = people_in(session_, episode_id);
    if (!people) return std::unexpected(people.error());
    for (std::size_t n = 0; n < insights.size(); ++n) {
      auto links = store::links_of(session_, insights[n].id);
      if (!links) return std::unexpected(links.error());
      const Show& show = sources_.at(insights[n].id).show;
      offers_.push_back({.insight = insights[n],
                         .links = std::move(*links),
                         .within = storyline::links_within((*profiles)[n], *profiles),
                         .profile = (*profiles)[n],
                         .people = *people,
                         .show_title = show.title,
                         .at_home_only = show.is_private});
    }
    return {};
  }

  const Context& context_;
  const store::Session& session_;
  std::map<std::string, SourcedInsight, std::less<>> sources_;
  std::vector<brief::Offer> offers_;
};

}  // namespace

Result<std::shared_ptr<const Round>> Rounds::current(const Context& context) {
  const std::scoped_lock lock(making_);
  const auto session = context.store.read();
  const auto edition = store::edition(session);
  if (!edition) return std::unexpected(edition.error());
  const Time now = context.clock.now();
  if (last_ && last_->edition == *edition && last_->at <= now && now - last_->at < longest_round) return last_;
  auto made = Making(context, session).make();
  if (!made) return std::unexpected(made.error());
  last_ = std::make_shared<const Round>(std::move(*made));
  return last_;
}

Result<Profile> Rounds::profile_of(const Context& context, const Insight& insight) {
  const auto key = insight.id + '\n' + insight.headline + '\n' + insight.text;
  {
    const std::scoped_lock lock(remembering_);
    if (const auto known = profiles_.find(key); known != profiles_.end()) return known->second;
  }
  auto made = context.relating.profiles({&insight, 1});
  if (!made) return std::unexpected(made.error());
  const std::scoped_lock lock(remembering_);
  if (profiles_.size() >= most_profiles) profiles_.clear();
  return profiles_.emplace(key, std::move(made->front())).first->second;
}

Result<std::vector<brief::Wish>> Rounds::wishes_of(const Context& context, const std::string& reader_id) {
  const auto interests = store::interests_of(context.store.read(), reader_id);
  if (!interests) return std::unexpected(interests.error());
  std::vector<brief::Wish> wishes;
  for (const auto& interest : *interests) {
    brief::Wish wish{interest, {}};
    if (interest.kind == InterestKind::words) {
      Insight words;
      words.text = interest.value;
      auto profile = profile_of(context, words);
      if (!profile) return std::unexpected(profile.error());
      wish.profile = std::move(*profile);
      wish.telling = text::telling(context.relating.words(), interest.value);
    }
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

Result<std::optional<brief::Judged>> Rounds::judged(const Context& context, const Verdict& verdict) {
  const auto session = context.store.read();
  const auto insight = store::insight_by_id(session, verdict.insight_id);
  if (!insight) return std::unexpected(insight.error());
  if (!*insight) return std::optional<brief::Judged>{};
  const auto show = store::show_by_id(session, (*insight)->show_id);
  if (!show) return std::unexpected(show.error());
  auto profile = profile_of(context, **insight);
  if (!profile) return std::unexpected(profile.error());
  return brief::Judged{verdict, **insight, std::move(*profile), *show ? (*show)->title : std::string{}};
}

Result<std::vector<brief::Judged>> Rounds::judged_by(const Context& context, const std::string& reader_id) {
  const auto verdicts = store::verdicts_of(context.store.read(), reader_id);
  if (!verdicts) return std::unexpected(verdicts.error());
  std::vector<brief::Judged> all;
  for (const auto& verdict : std::span(*verdicts).first(std::min(verdicts->size(), brief::most_verdicts))) {
    auto one = judged(context, verdict);
    if (!one) return std::unexpected(one.error());
    if (*one) all.push_back(std::move(**one));
  }
  return all;
}

Result<brief::Leanings> Rounds::leanings_of(const Context& context, const std::string& reader_id) {
  const auto wishes = wishes_of(context, reader_id);
  if (!wishes) return std::unexpected(wishes.error());
  const auto judged = judged_by(context, reader_id);
  if (!judged) return std::unexpected(judged.error());
  return brief::leanings_of(*wishes, *judged, context.clock.now());
}

}  // namespace pith::pipeline
