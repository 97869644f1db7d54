// folders: pipeline
// What looking for due briefs costs with 100,000 readers: when none is due, as at almost every look, and when the hour
// of all has come.
#include <filesystem>
#include <memory>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include "pipeline/briefing.h"
#include "store/readers.h"

namespace pith::pipeline {
namespace {

constexpr int readers = 100'000;
const Time morning = *parse_rfc3339("2026-11-25T07:00:00Z");

class Readers : public benchmark::Fixture {
 public:
  void SetUp(benchmark::State&) override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("pith-readers-{}", ::getpid());
    std::filesystem::create_directories(folder_);
    store_ = *store::Store::open(folder_ / "pith.db");
    set_next(morning);
  }
  void TearDown(benchmark::State&) override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

 protected:
  void set_next(Time next) {
    const auto done = store_->write([&](store::Tx& tx) {
      Reader reader;
      reader.hour = std::chrono::hours{7};
      for (int n = 0; n < readers; ++n) {
        reader.id = fmt::format("re_{:06}", n);
        reader.email = fmt::format("{}@a.example", n);
        reader.next_brief = next;
        store::put(tx, reader);
      }
    });
    if (!done) throw std::runtime_error(done.error().log_line());
  }
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

BENCHMARK_F(Readers, LookWhenNoneIsDue)(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(enqueue_due_briefs(*store_, morning - std::chrono::hours{1}));
}

BENCHMARK_DEFINE_F(Readers, BeginAll)(benchmark::State& state) {
  for (auto _ : state)
    if (enqueue_due_briefs(*store_, morning) != readers) state.SkipWithError("not all were begun");
}
BENCHMARK_REGISTER_F(Readers, BeginAll)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::pipeline
