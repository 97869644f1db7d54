// folders: stages/transcript
// The transcript stage on an hour of talk: about 700 cues, 10,000 words, read and marked.
#include <fstream>
#include <iterator>
#include <string>

#include <benchmark/benchmark.h>

#include "stages/transcript/mark.h"
#include "stages/transcript/read_transcript.h"

namespace {

using namespace pith;

std::string read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Sentences of differing words, so that tables of words see a real vocabulary.
std::string sentence(int n) {
  std::string text = "So " + std::string(n % 3 == 0 ? "we" : "they") + " thought that";
  for (int k = 0; k < 10; ++k) text += " word" + std::to_string((n * 31 + k * k * 7) % 2500);
  return text + (n % 7 == 0 ? "?" : ".");
}

std::string stamp(int seconds) {
  const auto two = [](int value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) + ".000";
}

std::string hour_of_vtt() {
  std::string vtt = "WEBVTT\n\n";
  for (int n = 0; n < 720; ++n) {
    const char* speaker = n / 6 % 2 == 0 ? "Ann Lee" : "Bo Lind";
    vtt += stamp(n * 5) + " --> " + stamp(n * 5 + 5) + "\n<v " + speaker + ">" + sentence(n) + "\n\n";
  }
  return vtt;
}

std::string hour_of_fragments() {
  std::string srt;
  for (int n = 0; n < 720; ++n) {
    const auto text = sentence(n);
    const auto half = text.find(' ', text.size() / 2);
    srt += stamp(n * 5) + " --> " + stamp(n * 5 + 2) + "\n" + text.substr(0, half) + "\n\n";
    srt += stamp(n * 5 + 2) + " --> " + stamp(n * 5 + 5) + "\n" + text.substr(half + 1) + "\n\n";
  }
  return srt;
}

void read_and_mark(benchmark::State& state, const std::string& bytes) {
  const std::string models = PITH_SOURCE_DIR "/data/models/";
  const auto vectors = read_file(models + "words-en.bin");
  const transcript::MarkModels loaded{
      *transcript::MarkModel::parse(read_file(models + "marks-en.bin")),
      *transcript::AdModel::parse(read_file(models + "ads-en.txt"), *text::WordModel::read(vectors))};
  for (auto _ : state) {
    auto read = transcript::read_transcript(bytes, {.language = "en"});
    transcript::mark_ads_and_chatter(*read, loaded.context());
    benchmark::DoNotOptimize(read->cues.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void an_hour_of_vtt(benchmark::State& state) { read_and_mark(state, hour_of_vtt()); }
void an_hour_of_srt_fragments(benchmark::State& state) { read_and_mark(state, hour_of_fragments()); }

void reading_alone(benchmark::State& state) {
  const auto bytes = hour_of_vtt();
  for (auto _ : state) benchmark::DoNotOptimize(transcript::read_transcript(bytes, {}));
}

BENCHMARK(an_hour_of_vtt)->Unit(benchmark::kMillisecond);
BENCHMARK(an_hour_of_srt_fragments)->Unit(benchmark::kMillisecond);
BENCHMARK(reading_alone)->Unit(benchmark::kMillisecond);

}  // namespace
