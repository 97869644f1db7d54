// Simulates readers over days on a home whose corpus has been scanned, and counts what must never happen:
//   month_of_readers HOME DATA [READERS] [DAYS] [EPISODES_A_DAY]
// HOME is changed: take a copy; DATA is the folder with the models. Its newest episodes are dealt to the days in the
// order they came out, as if each day's had just been seen; all others are the archive. A third of the readers named
// nothing; the others named topics, shows, people and words, and say more or less of one pick in four. Briefs and mails
// are made by the pipeline through the work table, as in `pith serve`; one reader in ten takes mail. What is counted
// comes from the store, and from texts, links and profiles by their own measures, not by what made the choice. Exit
// code 1 where a count is not zero.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>

#include "../pipeline/parts.h"
#include "base/ids.h"
#include "domain/person.h"
#include "pipeline/dispatch.h"
#include "pipeline/steps/step.h"
#include "stages/storyline/relate.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/readers.h"
#include "store/tastes.h"
#include "text/similarity.h"

namespace pith {
namespace {

struct Plan {
  int readers = 1000;
  int days = 30;
  int episodes_a_day = 12;
};

[[noreturn]] void die(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(2);
}

template <class T>
T must(Result<T> result) {
  if (!result) die(result.error().log_line());
  return std::move(*result);
}

using Episodes = std::vector<std::pair<Time, std::string>>;  // published, id

class Month {
 public:
  Month(store::Store& store, pipeline::Parts& parts, Plan plan) : store_(store), parts_(parts), plan_(plan) {}

  void run() {
    deal();
    people_it();
    for (int day = 0; day < plan_.days; ++day) live(day);
  }

  CivilDay day_of(int day) const { return CivilDay{first_ + std::chrono::days{day}}; }
  std::string reader_id(int n) const { return fmt::format("re_{:06}", n); }
  double seconds() const { return seconds_; }

 private:
  void deal() {
    const auto all = must(store::recent_insights(store_.read(), true, store::everything));
    std::map<std::string, Time> found;
    for (const auto& insight : all) found.emplace(insight.episode_id, insight.published);
    for (const auto& [id, published] : found) episodes_.emplace_back(published, id);
    std::ranges::sort(episodes_);
    const auto wanted = static_cast<std::size_t>(plan_.days * plan_.episodes_a_day);
    if (episodes_.size() < wanted) die("the home has too few episodes");
    episodes_.erase(episodes_.begin(), episodes_.end() - static_cast<std::ptrdiff_t>(wanted));
    for (const auto& insight : all) {
      for (const auto& topic : insight.topics) topics_.insert(slug_of(topic));
      shows_.insert(insight.show_id);
      if (const auto key = person_key(insight.speaker); !key.empty()) people_.insert(key);
      if (insight.episode_id == episodes_.front().second) words_.insert(insight.headline);
    }
  }

  template <class Set>
  static std::string one_of(const Set& values, std::mt19937& random) {
    return *std::next(values.begin(), static_cast<std::ptrdiff_t>(random() % values.size()));
  }

  void people_it() {
    must_write([&](store::Tx& tx) {
      for (int n = 0; n < plan_.readers; ++n) {
        std::mt19937 random(static_cast<unsigned>(n));
        const auto id = reader_id(n);
        store::put(tx, Reader{.id = id, .email = n % 10 == 0 ? id + "@example.org" : ""});
        if (n % 3 == 0) continue;
        for (auto k = random() % 5; k > 0; --k) name(tx, id, InterestKind::topic, one_of(topics_, random));
        for (auto k = random() % 3; k > 0; --k) name(tx, id, InterestKind::show, one_of(shows_, random));
        if (random() % 2 == 0) name(tx, id, InterestKind::person, one_of(people_, random));
        if (random() % 2 == 0) name(tx, id, InterestKind::words, one_of(words_, random));
      }
    });
  }

  static void name(store::Tx& tx, const std::string& reader, InterestKind kind, const std::string& value) {
    store::put(tx, Interest{reader, kind, value, {}});
  }

  void live(int day) {
    const Time morning = Time{std::chrono::sys_days{day_of(day)}} + std::chrono::hours{6};
    parts_.clock.set(morning);
    publish(day, morning - std::chrono::hours{2});
    must_write([&](store::Tx& tx) {
      for (int n = 0; n < plan_.readers; ++n)
        store::enqueue(tx, pipeline::brief_work(reader_id(n), format_day(day_of(day))), morning);
    });
    const auto began = std::chrono::steady_clock::now();
    const auto report = must(pipeline::Dispatch(parts_.context, {}).run_until_idle({"brief", "deliver"}));
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (report.given_up > 0) die("work was given up");
    judge(day, morning + std::chrono::hours{1});
  }

  void publish(int day, Time seen) {
    const auto begin = static_cast<std::size_t>(day * plan_.episodes_a_day);
    for (std::size_t n = begin; n < begin + static_cast<std::size_t>(plan_.episodes_a_day); ++n) {
      auto insights = must(store::insights_of_episode(store_.read(), episodes_[n].second));
      for (auto& insight : insights) insight.first_seen = seen;
      must_write([&](store::Tx& tx) { store::replace_insights(tx, episodes_[n].second, insights); });
    }
  }

  void judge(int day, Time when) {
    std::vector<Verdict> verdicts;
    for (int n = 0; n < plan_.readers; ++n) {
      if (n % 3 == 0) continue;
      const auto brief = must(store::brief_of_day(store_.read(), reader_id(n), day_of(day)));
      if (!brief) continue;
      std::mt19937 random(static_cast<unsigned>(n * 1000 + day));
      for (const auto& pick : brief->picks)
        if (random() % 4 == 0)
          verdicts.push_back({reader_id(n), pick.insight_id, random() % 2 == 0 ? Taste::more : Taste::less, when});
    }
    must_write([&](store::Tx& tx) {
      for (const auto& verdict : verdicts) store::put(tx, verdict);
    });
  }

  void must_write(const std::function<void(store::Tx&)>& work) {
    if (const auto done = store_.write(work); !done) die(done.error().log_line());
  }

  store::Store& store_;
  pipeline::Parts& parts_;
  Plan plan_;
  std::chrono::sys_days first_{std::chrono::year{2030} / 1 / 1};
  Episodes episodes_;
  std::set<std::string> topics_;
  std::set<std::string> shows_;
  std::set<std::string> people_;
  std::set<std::string> words_;
  double seconds_ = 0;
};

struct Counts {
  int briefs = 0;
  int picks = 0;
  int full = 0;
  int missing = 0;     // a reader without a brief on a day
  int duplicates = 0;  // two briefs of a day, two deliveries of a brief, or a mail not sent once
  int repeats = 0;     // pairs of one reader's picks: the same insight, or one cue in both
  int words = 0;       // ... ROUGE-1 F1 of .6 or more
  int links = 0;       // ... linked as restating
  int claims = 0;      // ... the same claim by their profiles, whether linked or not
  std::size_t different = 0;
  int crowded = 0;  // briefs with more than two of one show
  int shows = 0;    // different ones, over all briefs
};

// Compares two insights once, however many readers got both.
class Comparing {
 public:
  Comparing(store::Store& store, const pipeline::Relating& relating) : store_(store), relating_(relating) {}

  const std::string& show_of(const std::string& id) { return get(id).insight.show_id; }

  enum Fault : unsigned { cue = 1, words = 2, link = 4, claim = 8 };
  unsigned faults(const std::string& a, const std::string& b) {
    if (b < a) return faults(b, a);
    const auto known = known_.try_emplace({a, b}, 0U);
    if (known.second) known.first->second = compare(get(a), get(b));
    return known.first->second;
  }

 private:
  struct One {
    Insight insight;
    text::WordBag bag;
    Profile profile;
    std::set<std::string> restated;
  };

  const One& get(const std::string& id) {
    const auto known = ones_.find(id);
    if (known != ones_.end()) return known->second;
    One one{*must(store::insight_by_id(store_.read(), id)), {}, {}, {}};
    one.bag = text::WordBag(one.insight.text);
    one.profile = must(relating_.profiles({&one.insight, 1})).front();
    for (const auto& tie : must(store::links_of(store_.read(), id)))
      if (tie.kind == LinkKind::restates) one.restated.insert(tie.from == id ? tie.to : tie.from);
    return ones_.emplace(id, std::move(one)).first->second;
  }

  static unsigned compare(const One& a, const One& b) {
    unsigned found = 0;
    if (a.insight.episode_id == b.insight.episode_id)
      for (const auto& x : a.insight.evidence)
        for (const auto& y : b.insight.evidence)
          if (x.start < y.end && y.start < x.end) found |= cue;
    if (rouge1_f1(a.bag, b.bag) >= 0.6) found |= words;
    if (a.restated.contains(b.insight.id)) found |= link;
    if (storyline::restates(nearness_of(a.profile, b.profile))) found |= claim;
    return found;
  }

  store::Store& store_;
  const pipeline::Relating& relating_;
  std::map<std::string, One> ones_;
  std::map<std::pair<std::string, std::string>, unsigned> known_;
};

void count_pairs(const std::vector<std::string>& picks, Comparing& comparing, Counts& counts) {
  for (std::size_t a = 0; a < picks.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      if (picks[a] == picks[b]) {
        ++counts.repeats;
        continue;
      }
      const auto faults = comparing.faults(picks[a], picks[b]);
      counts.repeats += (faults & Comparing::cue) != 0;
      counts.words += (faults & Comparing::words) != 0;
      counts.links += (faults & Comparing::link) != 0;
      counts.claims += (faults & Comparing::claim) != 0;
    }
}

void count_deliveries(store::Store& store, const Brief& brief, bool takes_mail, Counts& counts) {
  const auto deliveries = must(store::deliveries_of_brief(store.read(), brief.id));
  if (deliveries.size() != (takes_mail ? 1U : 0U)) ++counts.duplicates;
  for (const auto& delivery : deliveries)
    if (delivery.state != DeliveryState::sent || delivery.attempts != 1) ++counts.duplicates;
}

// A show's insights in a brief, by show.
void count_shows(const Brief& brief, Comparing& comparing, Counts& counts) {
  std::map<std::string, int> of_show;
  for (const auto& pick : brief.picks) ++of_show[comparing.show_of(pick.insight_id)];
  counts.shows += static_cast<int>(of_show.size());
  counts.crowded += std::ranges::any_of(of_show, [](const auto& show) { return show.second > 2; });
}

Counts count(store::Store& store, const Month& month, const pipeline::Relating& relating, const Plan& plan) {
  Counts counts;
  Comparing comparing(store, relating);
  std::set<std::string> different;
  for (int n = 0; n < plan.readers; ++n) {
    const auto briefs = must(store::briefs(store.read(), month.reader_id(n), store::everything));
    std::set<CivilDay> days;
    std::vector<std::string> picks;
    for (const auto& brief : briefs) {
      if (!days.insert(brief.day).second) ++counts.duplicates;
      counts.full += brief.picks.size() == 5;
      for (const auto& pick : brief.picks) picks.push_back(pick.insight_id);
      count_deliveries(store, brief, n % 10 == 0, counts);
      count_shows(brief, comparing, counts);
    }
    counts.briefs += static_cast<int>(briefs.size());
    counts.picks += static_cast<int>(picks.size());
    counts.missing += plan.days - static_cast<int>(days.size());
    different.insert(picks.begin(), picks.end());
    count_pairs(picks, comparing, counts);
  }
  counts.different = different.size();
  return counts;
}

int run(const std::filesystem::path& home, const std::filesystem::path& data, const Plan& plan) {
  auto store = must(store::Store::open(home / "pith.db"));
  pipeline::Parts parts(*store, data, home / "outbox");
  parts.context.options.floor = 0.5;
  Month month(*store, parts, plan);
  month.run();
  const auto counts = count(*store, month, parts.relating, plan);
  fmt::print(
      "{} readers, {} days, {} episodes a day: {} briefs, {} of them of five, {} picks of {} insights, {:.1f} s\n"
      "repeats {} (same insight or a cue in both), restatements {} (ROUGE-1 >= .6) {} (linked) {} (same claim), "
      "duplicates {}, missing {}\n"
      "{:.2f} shows in a brief, {} briefs with more than two of one show\n",
      plan.readers, plan.days, plan.episodes_a_day, counts.briefs, counts.full, counts.picks, counts.different,
      month.seconds(), counts.repeats, counts.words, counts.links, counts.claims, counts.duplicates, counts.missing,
      counts.briefs == 0 ? 0.0 : static_cast<double>(counts.shows) / counts.briefs, counts.crowded);
  return counts.repeats + counts.words + counts.links + counts.claims + counts.duplicates + counts.missing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace pith

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "month_of_readers HOME DATA [READERS] [DAYS] [EPISODES_A_DAY]\n");
    return 2;
  }
  pith::Plan plan;
  if (argc > 3) plan.readers = std::atoi(argv[3]);
  if (argc > 4) plan.days = std::atoi(argv[4]);
  if (argc > 5) plan.episodes_a_day = std::atoi(argv[5]);
  return pith::run(argv[1], argv[2], plan);
}
