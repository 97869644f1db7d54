#include "evaluation/briefs.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "domain/profile.h"
#include "evaluation/evidence_match.h"
#include "evaluation/score_gold.h"
#include "index/profile_index.h"
#include "stages/brief/repeats.h"
#include "stages/storyline/profiler.h"
#include "stages/storyline/relate.h"
#include "text/embed.h"

namespace pith::evaluation {

namespace {

using namespace std::chrono_literals;
using Picks = std::vector<const Insight*>;

constexpr std::size_t first_few = 5;
constexpr Time first_day{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

Time noon_of(std::size_t day) { return first_day + std::chrono::days{day} + 12h; }

// "go-time-12" -> "go-time"; labels do not name the show.
std::string show_of(std::string_view episode) { return std::string(episode.substr(0, episode.rfind('-'))); }

// All insights of all days, what ties them together, and what each finds.
struct World {
  std::vector<LabelledInsights> episodes;
  std::unordered_map<std::string_view, const Insight*> insights;
  std::unordered_map<std::string_view, std::size_t> episode_of;  // by insight
  std::unordered_map<std::string_view, std::vector<Link>> links;
  std::unordered_map<std::string_view, std::vector<Link>> within;  // its episode
  std::unordered_map<std::string_view, Profile> profiles;
  std::unordered_map<std::string_view, std::vector<std::size_t>> finds;  // labels of its episode, best first
};

void name_insights(LabelledInsights& episode, std::size_t day, std::size_t most) {
  episode.insights.resize(std::min(most, episode.insights.size()));
  for (std::size_t place = 0; place < episode.insights.size(); ++place) {
    auto& insight = episode.insights[place];
    insight.id = fmt::format("{}/{}", episode.gold.episode, place);
    insight.episode_id = episode.gold.episode;
    insight.show_id = show_of(episode.gold.episode);
    insight.published = insight.first_seen = noon_of(day);
  }
}

void note_finds(World& world) {
  for (std::size_t place = 0; place < world.episodes.size(); ++place) {
    const auto& episode = world.episodes[place];
    const GoldMatcher matcher(episode.gold.insights);
    for (const auto& insight : episode.insights) {
      world.insights.emplace(insight.id, &insight);
      world.episode_of.emplace(insight.id, place);
      world.finds.emplace(insight.id, matcher.matches(covered(answer_of(insight).evidence, episode.times)));
    }
  }
}

Result<void> relate_all(World& world, const text::WordModel& words) {
  const text::WordVectorEmbedder embedder(words);
  storyline::Profiler profiler(words, embedder);
  index::ProfileIndex index;
  for (const auto& episode : world.episodes) {
    auto profiles = profiler.profiles(episode.insights);
    if (!profiles) return std::unexpected(profiles.error());
    for (std::size_t n = 0; n < profiles->size(); ++n)
      world.within.emplace(episode.insights[n].id, storyline::links_within((*profiles)[n], *profiles));
    for (std::size_t n = 0; n < profiles->size(); ++n) {
      index.put((*profiles)[n]);
      world.profiles.emplace(episode.insights[n].id, std::move((*profiles)[n]));
    }
  }
  constexpr index::Search search{storyline::kTermShare, storyline::kVectorShare, storyline::kLinkFloor};
  for (const auto& [id, profile] : world.profiles)
    world.links.emplace(id, storyline::links_of(profile.key, index.near(profile, search)));
  return {};
}

// Counts what a run of briefs is worth, day by day.
class Judge {
 public:
  explicit Judge(const World& world) : world_(world) {}

  void judge(std::span<const std::size_t> day, const Picks& picks) {
    std::vector<double> own;
    for (const auto episode : day) {
      const auto scores = scores_of(world_.episodes[episode].gold);
      own.insert(own.end(), scores.begin(), scores.end());
    }
    std::set<std::string_view> different;
    for (const Insight* pick : picks) different.insert(pick->episode_id);
    measures_.spread += static_cast<double>(different.size());
    double gain = 0;
    for (std::size_t place = 0; place < picks.size(); ++place) {
      const auto worth = take(*picks[place]);
      const bool today = std::ranges::find(day, world_.episode_of.at(picks[place]->id)) != day.end();
      measures_.worth += worth;
      measures_.earlier += today ? 0 : 1;
      if (today && place < first_few) gain += discounted(worth, place);
    }
    measures_.days.push_back(gain / ideal_gain(own));
  }

  BriefMeasures measures() const {
    auto measures = measures_;
    measures.ndcg5 = std::accumulate(measures.days.begin(), measures.days.end(), 0.0) /
                     static_cast<double>(std::max<std::size_t>(1, measures.days.size()));
    measures.worth /= static_cast<double>(std::max<std::size_t>(1, measures.picks));
    measures.spread /= static_cast<double>(std::max<std::size_t>(1, measures.days.size()));
    return measures;
  }

 private:
  // The score of the label that the pick is the first to find; 0 where there is none.
  double take(const Insight& pick) {
    const auto episode = world_.episode_of.at(pick.id);
    const auto& finds = world_.finds.at(pick.id);
    const auto own =
        std::ranges::find_if(finds, [&](std::size_t label) { return found_.emplace(episode, label).second; });
    const auto before = [&](const auto& same) {
      return std::ranges::any_of(told_, [&](const Insight* other) { return same(*other, pick); });
    };
    const bool nothing_new = !finds.empty() && own == finds.end();
    measures_.picks += 1;
    measures_.repeats += nothing_new || before(brief::share_a_cue) ? 1 : 0;
    measures_.restatements += before([&](const Insight& a, const Insight& b) { return same_claim(a, b); }) ? 1 : 0;
    told_.push_back(&pick);
    if (own == finds.end()) return 0;
    measures_.found += 1;
    return world_.episodes[episode].gold.insights[*own].score;
  }

  bool same_claim(const Insight& a, const Insight& b) const {
    return storyline::restates(nearness_of(world_.profiles.at(a.id), world_.profiles.at(b.id)));
  }

  const World& world_;
  BriefMeasures measures_;
  Picks told_;
  std::set<std::pair<std::size_t, std::size_t>> found_;  // episode, label
};

Picks best_by_score(const World& world, std::span<const std::size_t> day) {
  Picks all;
  for (const auto episode : day)
    for (const auto& insight : world.episodes[episode].insights) all.push_back(&insight);
  std::ranges::stable_sort(all, std::greater{}, &Insight::score);
  all.resize(std::min(first_few, all.size()));
  return all;
}

// One reader who gets the day's brief six hours after the day's episodes were seen.
class Subscriber {
 public:
  Subscriber(const World& world, const Reading& reading) : world_(world), reading_(reading) {}

  Picks brief_of(std::size_t day, std::span<const std::size_t> episodes) {
    for (const auto episode : episodes)
      for (const auto& insight : world_.episodes[episode].insights) waiting_.push_back(&insight);
    const auto now = noon_of(day) + 6h;
    std::erase_if(waiting_, [&](const Insight* waiting) {
      return waiting->first_seen < now - std::chrono::days{reading_.days} || told_.contains(waiting->id);
    });
    const brief::Material material(offers(), sent_insights_, now, reading_.rules);
    const auto brief = brief::choose(
        material, {"reader", CivilDay{std::chrono::floor<std::chrono::days>(now)}, now, sent_, nullptr, false});
    Picks picks;
    for (const auto& pick : brief.picks) picks.push_back(world_.insights.at(pick.insight_id));
    for (const auto* pick : picks) {
      sent_.push_back(pick->id);
      sent_insights_.push_back(*pick);
      told_.insert(pick->id);
    }
    return picks;
  }

 private:
  std::vector<brief::Offer> offers() const {
    std::vector<brief::Offer> offers;
    for (const Insight* insight : waiting_)
      offers.push_back({.insight = *insight,
                        .links = world_.links.at(insight->id),
                        .within = world_.within.at(insight->id),
                        .profile = world_.profiles.at(insight->id),
                        .people = {},
                        .show_title = {}});
    return offers;
  }

  const World& world_;
  const Reading& reading_;
  Picks waiting_;
  std::vector<std::string> sent_;
  std::vector<Insight> sent_insights_;
  std::set<std::string_view> told_;
};

}  // namespace

Result<BriefCard> score_briefs(std::vector<LabelledInsights> episodes, const Days& days, const Reading& reading) {
  for (std::size_t day = 0; day < days.size(); ++day)
    for (const auto episode : days[day]) name_insights(episodes[episode], day, reading.an_episode);
  World world{.episodes = std::move(episodes)};
  note_finds(world);
  if (auto related = relate_all(world, *reading.words); !related) return std::unexpected(related.error());
  Subscriber reader(world, reading);
  Judge brief(world);
  Judge by_score(world);
  for (std::size_t day = 0; day < days.size(); ++day) {
    brief.judge(days[day], reader.brief_of(day, days[day]));
    by_score.judge(days[day], best_by_score(world, days[day]));
  }
  return BriefCard{world.episodes.size(), brief.measures(), by_score.measures()};
}

}  // namespace pith::evaluation
