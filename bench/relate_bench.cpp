// folders: stages/storyline index
// Relating a new insight to an archive of 20,000: making its profile, finding what is near.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <benchmark/benchmark.h>

#include "index/profile_index.h"
#include "stages/storyline/profiler.h"
#include "stages/storyline/relate.h"

namespace pith {
namespace {

std::string model_bytes() {
  std::ifstream file(PITH_SOURCE_DIR "/data/models/words-en.bin", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// 45 terms drawn as words are, few of them often; a vector of 128 bytes.
Profile random_profile(std::mt19937& random, int number) {
  Profile profile{{"in_" + std::to_string(number), "ep_" + std::to_string(number / 10), "sh", {}}, {}, {}};
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int n = 0; n < 45; ++n)
    profile.terms.push_back({static_cast<std::uint32_t>(std::pow(20'000, uniform(random))), 0.15F});
  std::ranges::sort(profile.terms, {}, &Term::id);
  for (int n = 0; n < 128; ++n)
    profile.vector.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127));
  return profile;
}

void profile_an_insight(benchmark::State& state) {
  const auto bytes = model_bytes();
  const auto model = text::WordModel::read(bytes).value();
  const text::WordVectorEmbedder embedder(model);
  storyline::Profiler profiler(model, embedder);
  Insight insight;
  insight.headline = "The best wards report more errors";
  insight.text =
      "When we ranked the wards, those with the best teams had reported more medication errors, and I thought I'd "
      "mixed up "
      "my columns. They weren't making more mistakes, the people there were less afraid to report them. So a ward "
      "that's "
      "had no errors this year isn't a safe ward, it's a silent one.";
  insight.topics = {"hospitals", "reporting errors"};
  for (auto _ : state) benchmark::DoNotOptimize(profiler.profiles({&insight, 1}));
}
BENCHMARK(profile_an_insight)->Unit(benchmark::kMicrosecond);

void relate_to_an_archive(benchmark::State& state) {
  std::mt19937 random(1);
  index::ProfileIndex index;
  for (int n = 0; n < state.range(0); ++n) index.put(random_profile(random, n));
  const Profile fresh = random_profile(random, -10);
  for (auto _ : state) {
    const auto found = index.near(fresh, {storyline::kTermShare, storyline::kVectorShare, storyline::kPageFloor});
    benchmark::DoNotOptimize(storyline::links_of(fresh.key, found));
  }
}
BENCHMARK(relate_to_an_archive)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void put_into_an_archive(benchmark::State& state) {
  std::mt19937 random(1);
  const Profile fresh = random_profile(random, 0);
  for (auto _ : state) {
    index::ProfileIndex index;
    for (int n = 0; n < 20'000; ++n) {
      Profile profile = fresh;
      profile.key.insight_id = std::to_string(n);
      index.put(profile);
    }
    benchmark::DoNotOptimize(index);
  }
}
BENCHMARK(put_into_an_archive)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith
