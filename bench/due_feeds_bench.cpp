// folders: store
// Choosing the due feeds where the store holds a million: a dispatcher's lease of as many polls as are begun at once,
// and when none is due; committed as the program commits it.
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"
#include "temp_store.h"

namespace pith::store {
namespace {

constexpr int feeds = 1'000'000;

Time at(int minute) { return from_micros(1'700'000'000'000'000) + std::chrono::minutes{minute}; }

void fill_feed(Tx& tx, int n) {
  const auto show = fmt::format("sh_{:07}", n);
  put(tx, Show{.id = show, .slug = show});
  Feed feed{.id = fmt::format("fe_{:07}", n), .show_id = show};
  feed.url = fmt::format("https://host{}.example/{}/feed.xml", n % 20'000, n);
  feed.next_poll = at(n % 1000);
  put(tx, feed);
  enqueue(tx, {"poll", feed.id, ""}, feed.next_poll);
}

// Made once a run; a thousand feeds are due a minute.
struct Filled : TempStore {
  Filled() : TempStore("pith-due-feeds-bench") { fill(feeds, 50'000, fill_feed); }
};

Store& filled() {
  static Filled made;
  return *made;
}

// As many as range says, given back.
void choosing_due_feeds(benchmark::State& state) {
  auto& store = filled();
  std::size_t chosen = 0;
  const auto count = static_cast<int>(state.range(0));
  for (auto _ : state) {
    std::vector<Work> leased;
    (void)store.write([&](Tx& tx) { leased = *lease(tx, {{"poll"}, at(500), count, "me", std::chrono::minutes{5}}); });
    state.PauseTiming();
    chosen = leased.size();
    (void)store.write([&](Tx& tx) {
      for (const auto& work : leased) reschedule(tx, work, work.due);
    });
    state.ResumeTiming();
  }
  state.counters["chosen"] = static_cast<double>(chosen);
}
BENCHMARK(choosing_due_feeds)->Arg(8)->Arg(64)->Arg(384)->Unit(benchmark::kMicrosecond)->Iterations(50);

void finding_none_due(benchmark::State& state) {
  auto& store = filled();
  for (auto _ : state)
    (void)store.write(
        [](Tx& tx) { benchmark::DoNotOptimize(lease(tx, {{"poll"}, at(-1), 64, "me", std::chrono::minutes{5}})); });
}
BENCHMARK(finding_none_due)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pith::store
