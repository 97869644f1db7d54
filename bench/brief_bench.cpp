// folders: stages/brief
// A day's brief: candidates of a week, a reader who was sent five a day for years, an archive of 20,000 (whose part in
// it are the candidates' links).
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "stages/brief/choose.h"

namespace pith::brief {
namespace {

Insight random_insight(std::mt19937& random, int number) {
  Insight insight;
  insight.id = "in_" + std::to_string(number);
  insight.episode_id = "ep_" + std::to_string(number / 10);
  insight.show_id = "sh_" + std::to_string(number / 10 % 13);
  insight.score = static_cast<double>(random() % 500) / 100;
  insight.topics = {"topic" + std::to_string(random() % 100), "topic" + std::to_string(random() % 100)};
  for (int n = 0; n < 50; ++n) insight.text += "word" + std::to_string(random() % 2000) + " ";
  const int cue = number % 10 * 10;
  insight.evidence = {{{cue, cue + 3}, std::chrono::seconds(cue), std::chrono::seconds(cue + 3), "", ""}};
  return insight;
}

// Candidates are the newest of the archive, links go to any of it; sent are older ones.
void choose_a_brief(benchmark::State& state) {
  std::mt19937 random(1);
  constexpr int kArchive = 20'000;
  const auto fresh = static_cast<int>(state.range(0));
  const auto sent_count = static_cast<int>(state.range(1));
  std::vector<Candidate> candidates;
  std::vector<Insight> sent;
  for (int n = kArchive - fresh; n < kArchive; ++n) {
    Candidate candidate{random_insight(random, n), {}, 0};
    for (int link = 0; link < 10; ++link)
      candidate.links.push_back(
          {candidate.insight.id, "in_" + std::to_string(random() % kArchive), LinkKind::related, 0.45});
    candidates.push_back(std::move(candidate));
  }
  for (int n = 0; n < sent_count; ++n) sent.push_back(random_insight(random, n * 5));
  const Material material{"re_home", CivilDay{}, {}, candidates, sent};
  for (auto _ : state) benchmark::DoNotOptimize(choose(material));
}
BENCHMARK(choose_a_brief)->Args({420, 150})->Args({1'500, 1'825})->Args({20'000, 1'825})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::brief
