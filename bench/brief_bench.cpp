// folders: stages/brief
// A day's brief: a week's offers, a reader who was sent five a day for years, an archive of 20,000 (whose part in it
// are the offers' links); and what making the material of such a day costs.
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

// Offers are the newest of the archive, links go to any of it; sent are older ones.
struct Day {
  Material material;
  std::vector<std::string> sent;
};

Day day_of(int fresh, int sent_count) {
  std::mt19937 random(1);
  constexpr int kArchive = 20'000;
  std::vector<Offer> offers;
  for (int n = kArchive - fresh; n < kArchive; ++n) {
    Offer offer{.insight = random_insight(random, n)};
    for (int link = 0; link < 10; ++link)
      offer.links.push_back({offer.insight.id, "in_" + std::to_string(random() % kArchive), LinkKind::related, 0.45});
    offers.push_back(std::move(offer));
  }
  std::vector<Insight> told;
  std::vector<std::string> sent;
  for (int n = 0; n < sent_count; ++n) {
    told.push_back(random_insight(random, n * 5));
    sent.push_back(told.back().id);
  }
  return {Material(std::move(offers), told, {}), std::move(sent)};
}

void choose_a_brief(benchmark::State& state) {
  const Day day = day_of(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  for (auto _ : state) benchmark::DoNotOptimize(choose(day.material, {"re_home", CivilDay{}, {}, day.sent}));
}
BENCHMARK(choose_a_brief)->Args({420, 150})->Args({1'500, 1'825})->Args({20'000, 1'825})->Unit(benchmark::kMicrosecond);

void make_material(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(day_of(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
}
BENCHMARK(make_material)->Args({420, 150})->Args({1'500, 1'825})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::brief
