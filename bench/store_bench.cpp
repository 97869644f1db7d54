// folders: store
// What the store costs: choosing due work among a million rows, an insight page's reads, the commit of a step.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "store/briefs.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "store/work.h"
#include "temp_store.h"

namespace pith::store {
namespace {

constexpr int episodes = 2000;
constexpr int insights_each = 10;
constexpr int works = 1'000'000;

Time at(int minute) { return from_micros(1'700'000'000'000'000) + std::chrono::minutes{minute}; }
std::string episode_id(int n) { return fmt::format("ep_{:06}", n); }

Transcript talk(int seed) {
  static constexpr std::array<std::string_view, 8> words = {"people", "energy", "because", "heat",
                                                            "market", "think",  "data",    "city"};
  Transcript transcript;
  transcript.speakers = {"Ann Host", "Bob Guest"};
  for (int n = 0; n < 700; ++n) {
    std::string text = fmt::format("Word{} says", (seed * 31 + n) % 5000);
    for (int w = 0; w < 11; ++w) text += fmt::format(" {}{}", words[(seed + n * w) % 8], (n * w * 7 + seed) % 900);
    const std::chrono::milliseconds start{n * 4000};
    transcript.cues.push_back({start, start + std::chrono::milliseconds{3900}, n / 7 % 2, CueKind::talk, text});
  }
  return transcript;
}

std::vector<Insight> insights(int episode) {
  std::vector<Insight> made(insights_each);
  for (int n = 0; n < insights_each; ++n) {
    auto& insight = made[n];
    insight.id = fmt::format("in_{:06}_{}", episode, n);
    insight.episode_id = episode_id(episode);
    insight.show_id = "sh_one";
    insight.headline = fmt::format("Heat {} is worth {} people", episode, n);
    for (int w = 0; w < 45; ++w) insight.text += fmt::format("word{} ", (episode * 13 + n * w) % 3000);
    insight.topics = {"energy", "cities"};
    insight.score = 1 + n * .1;
    insight.evidence = {{{n, n + 2}, {}, {}, "Ann Host", insight.text}};
    insight.published = insight.first_seen = at(episode * 10);
  }
  return made;
}

void fill_episode(Tx& tx, int n) {
  Episode episode;
  episode.id = episode_id(n);
  episode.show_id = "sh_one";
  episode.published = episode.first_seen = at(n * 10);
  put(tx, episode);
  put_transcript(tx, episode.id, talk(n));
  const auto made = insights(n);
  replace_insights(tx, episode.id, made);
  if (n == 0) return;
  std::vector<Link> links;
  for (int k = 0; k < insights_each; ++k)
    links.push_back({made[k].id, fmt::format("in_{:06}_{}", n - 1, k), LinkKind::related, .5});
  put_links(tx, links);
}

void fill_work(Tx& tx, int n) {
  static constexpr std::array<std::string_view, 4> steps = {"poll", "fetch", "distill", "relate"};
  enqueue(tx, {std::string(steps[n % 4]), fmt::format("subject_{:07}", n), "v1"}, at(n % 100'000));
}

void fill_home(Tx& tx, int /*once*/) {
  Show show;
  show.id = show.slug = "sh_one";
  put(tx, show);
  put(tx, Reader{.id = "re_home", .email = {}, .added = at(0)});
}

// Made once a run: 2,000 episodes with transcripts, 20,000 insights, a million rows of work.
struct Filled : TempStore {
  Filled() : TempStore("pith-store-bench") {
    fill(1, 1, fill_home);
    fill(episodes, 100, fill_episode);
    fill(works, 50'000, fill_work);
  }
};

Store& filled() {
  static Filled made;
  return *made;
}

// What the workers do again and again: lease eight and give them back.
void choosing_due_work(benchmark::State& state) {
  auto& store = filled();
  for (auto _ : state) {
    (void)store.write([](Tx& tx) {
      const auto leased = lease(
          tx, {{"deliver", "relate", "distill", "fetch", "poll"}, at(200'000), 8, "me", std::chrono::microseconds{1}});
      for (const auto& work : *leased) retry_at(tx, work, work.due, "");
    });
  }
}

void reading_what_is_due(benchmark::State& state) {
  const auto snapshot = filled().read();
  for (auto _ : state) benchmark::DoNotOptimize(earliest_due(snapshot));
}

void reading_an_insight_page(benchmark::State& state) {
  auto& store = filled();
  int n = 0;
  for (auto _ : state) {
    const auto snapshot = store.read();
    const auto insight = *insight_by_id(snapshot, fmt::format("in_{:06}_3", ++n % episodes));
    benchmark::DoNotOptimize(episode_by_id(snapshot, insight->episode_id));
    benchmark::DoNotOptimize(show_by_id(snapshot, insight->show_id));
    benchmark::DoNotOptimize(transcript_of(snapshot, insight->episode_id));
    const auto links = *links_of(snapshot, insight->id);
    for (const auto& link : links)
      benchmark::DoNotOptimize(insight_by_id(snapshot, link.from == insight->id ? link.to : link.from));
  }
}

void reading_an_hours_transcript(benchmark::State& state) {
  const auto snapshot = filled().read();
  int n = 0;
  for (auto _ : state) benchmark::DoNotOptimize(transcript_of(snapshot, episode_id(++n % episodes)));
}

void storing_a_distilled_episode(benchmark::State& state) {
  auto& store = filled();
  const auto durability = state.range(0) == 0 ? Durability::process : Durability::power;
  int n = 0;
  for (auto _ : state) {
    ++n;
    (void)store.write(
        [&](Tx& tx) {
          replace_insights(tx, episode_id(n % episodes), insights(n % episodes));
          set_state(tx, episode_id(n % episodes), EpisodeState::distilled);
        },
        durability);
  }
}

void choosing_candidates(benchmark::State& state) {
  const auto snapshot = filled().read();
  const CandidateQuery query{.since = at(10'000), .until = at(20'000), .floor = 1.5};
  for (auto _ : state) benchmark::DoNotOptimize(candidates(snapshot, query));
}

void reading_all_insights(benchmark::State& state) {
  const auto snapshot = filled().read();
  for (auto _ : state) benchmark::DoNotOptimize(insights_after(snapshot, nullptr, 1 << 30));
}

BENCHMARK(choosing_due_work)->Unit(benchmark::kMicrosecond);
BENCHMARK(reading_what_is_due)->Unit(benchmark::kMicrosecond);
BENCHMARK(reading_an_insight_page)->Unit(benchmark::kMicrosecond);
BENCHMARK(reading_an_hours_transcript)->Unit(benchmark::kMicrosecond);
BENCHMARK(storing_a_distilled_episode)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond)->Iterations(200)->UseRealTime();
BENCHMARK(choosing_candidates)->Unit(benchmark::kMillisecond);
BENCHMARK(reading_all_insights)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::store
