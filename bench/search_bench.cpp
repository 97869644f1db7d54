// folders: web search stages/storyline
// What a search costs over the home that PITH_BENCH_HOME names (one that has scanned thousands of episodes; cut_home.py
// makes one of a size out of it): the engine alone, and the page with it. Queries are made of the home's own headlines,
// always the same: of a hundred, fifty are two to five words of one, ten one word, fifteen the beginning of one as it
// is typed, five misspelt, five a word that nearly everybody says, five in one show and five in one year, five the
// whole text of an insight.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "index/profile_index.h"
#include "search/engine.h"
#include "stages/storyline/profiler.h"
#include "store/insights.h"
#include "store/shows.h"
#include "text/words.h"
#include "web/site.h"

namespace pith {
namespace {

constexpr int queries = 300;

std::string model_bytes() {
  std::ifstream file(PITH_SOURCE_DIR "/data/models/words-en.bin", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Queries {
 public:
  Queries(const std::vector<Insight>& insights, const std::vector<Show>& shows) : insights_(insights), shows_(shows) {}

  search::Request next() {
    const auto& insight = insights_[random_() % insights_.size()];
    const auto words = text::words(insight.headline);
    search::Request request;
    const auto kind = random_() % 100;
    if (kind < 50) request.typed = some(words, 2 + random_() % 4);
    if (kind >= 50 && kind < 60) request.typed = longest(words);
    if (kind >= 60 && kind < 75) {
      request.typed = insight.headline.substr(0, 3 + random_() % 25);
      request.typing = true;
    }
    if (kind >= 75 && kind < 80) request.typed = longest(words).erase(1 + random_() % 3, 1) + " " + some(words, 1);
    if (kind >= 80 && kind < 85) request.typed = common[random_() % std::size(common)];
    if (kind >= 85 && kind < 95) request.typed = some(words, 2);
    if (kind >= 85 && kind < 90) request.narrow.show_id = shows_[random_() % shows_.size()].id;
    if (kind >= 90 && kind < 95) {
      request.narrow.since = insight.published - std::chrono::days{180};
      request.narrow.until = insight.published + std::chrono::days{185};
    }
    if (kind >= 95) request.typed = insight.text;
    return request;
  }

 private:
  static constexpr const char* common[] = {"people", "the", "time", "code", "work", "think about it", "data"};

  std::string some(const std::vector<std::string>& words, std::size_t count) {
    std::string out;
    for (std::size_t n = 0; n < count && !words.empty(); ++n) out += words[random_() % words.size()] + " ";
    return out;
  }
  static std::string longest(const std::vector<std::string>& words) {
    return words.empty() ? "code" : *std::ranges::max_element(words, {}, &std::string::size);
  }

  const std::vector<Insight>& insights_;
  const std::vector<Show>& shows_;
  std::mt19937 random_{7};
};

std::size_t resident_megabytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t pages = 0;
  file >> pages >> pages;
  return pages * 4096 / 1'000'000;
}

struct World {
  explicit World(const char* home) : store(*store::Store::open(std::filesystem::path(home) / "pith.db")) {
    const auto session = store->read();
    const auto insights = *store::insights_after(session, nullptr, 1 << 30);
    const auto shows = *store::shows(session);
    storyline::Profiler profiler(model, embedder);
    for (const auto& insight : insights) archive.put(profiler.profiles({&insight, 1})->front());
    held = insights.size();
    Queries made(insights, shows);
    for (int n = 0; n < queries; ++n) requests.push_back(made.next());
    web::SiteOptions options;
    options.search = search::Engine(model, embedder, archive);
    site = *web::Site::make(*store, clock, options);
  }

  std::string bytes = model_bytes();
  text::WordModel model = *text::WordModel::read(bytes);
  text::WordVectorEmbedder embedder{model};
  index::ProfileIndex archive;
  SystemClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<web::Site> site;
  std::vector<search::Request> requests;
  std::size_t held = 0;
};

World* world() {
  static const char* home = std::getenv("PITH_BENCH_HOME");  // NOLINT(concurrency-mt-unsafe): one thread
  static const auto made = home == nullptr ? nullptr : std::make_unique<World>(home);
  return made.get();
}

double processor_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void tell(benchmark::State& state, const std::string& what, std::vector<double> took) {
  std::ranges::sort(took);
  for (const auto& [name, share] : {std::pair{"median", .5}, {"p95", .95}, {"p99", .99}})
    state.counters[what + "_" + name] = took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
}

// Runs `one` for each query in turn and says how many milliseconds most of them took, by the clock and of the
// processor.
template <class One>
void measure(benchmark::State& state, One one) {
  if (world() == nullptr) return state.SkipWithError("PITH_BENCH_HOME names no home");
  std::vector<double> clock;
  std::vector<double> processor;
  for (auto _ : state)
    for (const auto& request : world()->requests) {
      const auto begun = std::chrono::steady_clock::now();
      const auto spent = processor_ms();
      one(*world(), request);
      processor.push_back(processor_ms() - spent);
      clock.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    }
  tell(state, "clock", std::move(clock));
  tell(state, "processor", std::move(processor));
  state.counters["insights"] = static_cast<double>(world()->held);
  state.counters["resident_MB"] = static_cast<double>(resident_megabytes());
}

void engine(benchmark::State& state) {
  measure(state, [](World& in, const search::Request& request) {
    const auto session = in.store->read();
    benchmark::DoNotOptimize(search::Engine(in.model, in.embedder, in.archive).find(session, request));
  });
}

void page(benchmark::State& state) {
  measure(state, [](World& in, const search::Request& request) {
    http::Request asked{.method = "GET", .path = "/search", .query = {{"q", request.typed}}};
    if (request.typing) asked.query.insert(asked.query.end(), {{"typing", "1"}, {"part", "results"}});
    benchmark::DoNotOptimize(in.site->handle(asked));
  });
}

BENCHMARK(engine)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(page)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace pith
