// folders: web
// What a page costs the server, from request to answer, store reads included. The world is about as large as the demo:
// forty episodes of 700 cues, ten insights each, thirty links an insight.
#include <cstdlib>
#include <filesystem>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "base/ids.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "web/site.h"

namespace pith {
namespace {

constexpr int shows = 8;
constexpr int episodes = 40;
constexpr int insights = 10;

Transcript talk(int seed) {
  Transcript transcript;
  transcript.speakers = {"Mara Lindqvist", "Tomas Okafor", "Ines Park"};
  for (int n = 0; n < 700; ++n) {
    const auto text =
        fmt::format("Sentence {} of talk {} is about the restart of a city from cold, street by street.", n, seed);
    transcript.cues.push_back(
        {std::chrono::seconds(n * 6), std::chrono::seconds(n * 6 + 5), (n / 5) % 3, CueKind::talk, text});
  }
  return transcript;
}

Insight insight_of(const Episode& episode, int n, const Transcript& transcript) {
  Insight insight;
  insight.id = make_id("in", {episode.id, fmt::format("{}", n)});
  insight.episode_id = episode.id;
  insight.show_id = episode.show_id;
  insight.headline = fmt::format("The restart, not the storm, takes city {} down", n);
  insight.text = transcript.cues[static_cast<std::size_t>(n) * 60].text + " " + transcript.cues[1].text;
  insight.speaker = "Tomas Okafor";
  insight.topics = {"grid", "restart"};
  const int cue = n * 60 + 30;
  insight.key_start = std::chrono::seconds(cue * 6);
  insight.evidence = {{{cue, cue + 1},
                       insight.key_start,
                       insight.key_start,
                       "Tomas Okafor",
                       transcript.cues[static_cast<std::size_t>(cue)].text}};
  insight.published = episode.published;
  return insight;
}

void put_episode(store::Tx& tx, int number, std::vector<Insight>& all) {
  Show show;
  show.id = fmt::format("sh_{}", number % shows);
  show.title = show.slug = fmt::format("show-{}", number % shows);
  Feed feed;
  feed.id = "fe" + show.id;
  feed.show_id = show.id;
  feed.url = "https://" + show.slug + ".example/";
  Episode episode;
  episode.id = fmt::format("ep_{}", number);
  episode.show_id = show.id;
  episode.feed_id = feed.id;
  episode.title = episode.guid = episode.id;
  episode.published = from_micros(1'000'000LL * number);
  store::put(tx, show);
  store::put(tx, feed);
  store::put(tx, episode);
  const auto transcript = talk(number);
  store::put_transcript(tx, episode.id, transcript);
  std::vector<Insight> fresh;
  for (int n = 0; n < insights; ++n) fresh.push_back(insight_of(episode, n, transcript));
  store::replace_insights(tx, episode.id, fresh);
  all.insert(all.end(), fresh.begin(), fresh.end());
}

struct World {
  World() {
    auto pattern = (std::filesystem::temp_directory_path() / "pith-bench-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    store = *store::Store::open(folder / "pith.db");
    const auto written = store->write([&](store::Tx& tx) {
      for (int n = 0; n < episodes; ++n) put_episode(tx, n, all);
      std::vector<Link> links;
      for (std::size_t n = 0; n < all.size(); ++n)
        for (std::size_t k = 1; k <= 30; ++k)
          links.push_back(
              {all[n].id, all[(n + k * 13) % all.size()].id, LinkKind::related, 1.0 / static_cast<double>(k)});
      store::put_links(tx, links);
    });
    if (!written) std::abort();
    site = *web::Site::make(*store, clock, {});
  }
  ~World() { std::filesystem::remove_all(folder); }

  std::filesystem::path folder;
  SystemClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<web::Site> site;
  std::vector<Insight> all;
};

void serve(benchmark::State& state, const std::string& path) {
  static const World world;
  const auto target = path.empty() ? "/insights/" + world.all[123].id : path;
  std::size_t bytes = 0;
  for (auto _ : state) bytes = world.site->handle({.method = "GET", .path = target}).body.size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK_CAPTURE(serve, insight_page, "")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(serve, episode_page, "/episodes/ep_7")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(serve, show_page, "/shows/show-3")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(serve, not_found, "/nothing")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pith
