// folders: stages/insight
// One hour of talk through the built-in distiller, with the models of data/models; run from the repository's root.
#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "stages/insight/builtin_distiller.h"
#include "stages/insight/filing_distiller.h"

namespace pith::insight {
namespace {

std::string file(const char* name) {
  std::ifstream in(std::string("data/models/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// 10,000 words in 650 cues of two speakers, of words that the model knows.
Transcript an_hour() {
  static const std::vector<std::string> words = {
      "the",      "people", "because", "model",  "team",  "but",    "you",     "software", "never", "to",
      "actually", "build",  "think",   "of",     "users", "it's",   "problem", "and",      "code",  "learned",
      "we",       "open",   "source",  "really", "is",    "better", "time",    "company",  "data",  "a"};
  std::mt19937 random(1);
  Transcript transcript;
  transcript.speakers = {"Ada", "Ben"};
  for (int cue = 0; cue < 650; ++cue) {
    std::string text = "Teams";
    for (int n = 0; n < 15; ++n) text += " " + words[random() % words.size()];
    const auto start = std::chrono::milliseconds(5500 * cue);
    transcript.cues.push_back(
        {start, start + std::chrono::milliseconds(5500), cue / 12 % 2, CueKind::talk, text + "."});
  }
  return transcript;
}

void distill_an_hour(benchmark::State& state) {
  const auto distiller = BuiltinDistiller::make({file("talk-en.bin"), file("cue-en.bin"), file("headline-en.bin")});
  if (!distiller) {
    state.SkipWithError("no models in data/models: run from the repository's root");
    return;
  }
  const auto transcript = an_hour();
  for (auto _ : state) benchmark::DoNotOptimize((*distiller)->distill(transcript, {}));
}
// Topics and names of its insights, as found by the distiller.
void file_an_hour(benchmark::State& state) {
  const auto distiller = BuiltinDistiller::make({file("talk-en.bin"), file("cue-en.bin"), file("headline-en.bin")});
  const auto vectors = file("words-en.bin");
  const auto words = text::WordModel::read(vectors);
  if (!distiller || !words) {
    state.SkipWithError("no models in data/models: run from the repository's root");
    return;
  }
  const auto model = TopicModel::parse(file("topics-en.tsv"), file("topics-en.bin"), *words);
  const auto transcript = an_hour();
  const auto insights = (*distiller)->distill(transcript, {})->insights;
  for (auto _ : state) {
    auto filed = insights;
    file_insights(filed, transcript, {}, **model);
    benchmark::DoNotOptimize(filed);
  }
  state.counters["insights"] = static_cast<double>(insights.size());
}
BENCHMARK(file_an_hour)->Unit(benchmark::kMillisecond);
BENCHMARK(distill_an_hour)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pith::insight
