#include "evaluation/baselines.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <utility>

#include "evaluation/sha1.h"
#include "text/words.h"

namespace pith::evaluation {

namespace {

constexpr std::size_t enough_words = 40;
constexpr std::size_t least_words = 25;
constexpr std::size_t most_cues = 12;  // evidence of more finds nothing
constexpr std::size_t answers_kept = 10;

// Words as numbers with their weights, by number.
using WeightedWords = std::vector<std::pair<std::size_t, double>>;

std::vector<WeightedWords> tf_idf(const WindowWords& windows) {
  std::map<std::string_view, std::size_t> numbers;
  std::vector<std::map<std::size_t, double>> counts(windows.size());
  std::vector<double> windows_with;
  for (std::size_t n = 0; n < windows.size(); ++n)
    for (const auto& word : windows[n]) {
      const auto number = numbers.emplace(word, numbers.size()).first->second;
      windows_with.resize(numbers.size());
      if (++counts[n][number] == 1) ++windows_with[number];
    }
  std::vector<WeightedWords> weighted(windows.size());
  for (std::size_t n = 0; n < windows.size(); ++n)
    for (const auto& [number, count] : counts[n])
      weighted[n].emplace_back(number, count * std::log(static_cast<double>(windows.size()) / windows_with[number]));
  return weighted;
}

double dot(const WeightedWords& a, const WeightedWords& b) {
  double sum = 0;
  for (auto at = a.begin(), other = b.begin(); at != a.end() && other != b.end();) {
    if (at->first < other->first) {
      ++at;
    } else if (other->first < at->first) {
      ++other;
    } else {
      sum += at++->second * other++->second;
    }
  }
  return sum;
}

// For each window those it is like, itself among them.
std::vector<std::vector<std::size_t>> alike(std::span<const WeightedWords> windows, double least_cosine) {
  std::vector<double> lengths;
  for (const auto& window : windows) lengths.push_back(std::sqrt(dot(window, window)));
  std::vector<std::vector<std::size_t>> neighbours(windows.size());
  for (std::size_t a = 0; a < windows.size(); ++a) {
    neighbours[a].push_back(a);
    for (std::size_t b = a + 1; b < windows.size(); ++b)
      if (dot(windows[a], windows[b]) > least_cosine * lengths[a] * lengths[b]) {
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
      }
  }
  return neighbours;
}

std::vector<double> lexrank(const WindowWords& windows, std::uint64_t /*seed*/) {
  constexpr double least_cosine = 0.1;
  constexpr double damping = 0.15;
  constexpr int rounds = 50;  // .85^50 is below a thousandth
  const auto neighbours = alike(tf_idf(windows), least_cosine);
  std::vector<double> worths(windows.size(), 1);
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> next(windows.size(), damping);
    for (std::size_t from = 0; from < windows.size(); ++from)
      for (const auto to : neighbours[from])
        next[to] += (1 - damping) * worths[from] / static_cast<double>(neighbours[from].size());
    worths = std::move(next);
  }
  return worths;
}

std::vector<double> tf_idf_sums(const WindowWords& windows, std::uint64_t /*seed*/) {
  std::vector<double> worths;
  for (const auto& window : tf_idf(windows))
    worths.push_back(std::accumulate(window.begin(), window.end(), 0.0,
                                     [](double sum, const auto& word) { return sum + word.second; }));
  return worths;
}

std::vector<double> chance(const WindowWords& windows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> worths(windows.size());
  std::ranges::generate(worths, [&] { return static_cast<double>(random()) / static_cast<double>(random.max()); });
  return worths;
}

constexpr Baseline table[] = {{"LexRank", lexrank}, {"sum of tf-idf", tf_idf_sums}, {"random windows", chance}};

std::string text_of(const Transcript& transcript, const Window& window) {
  std::string text;
  for (auto cue = window.first; cue < window.first + window.cues; ++cue)
    text += (text.empty() ? "" : " ") + transcript.cues[cue].text;
  return text;
}

}  // namespace

std::vector<Window> windows_of(const Transcript& transcript) {
  std::vector<Window> windows;
  Window window;
  std::size_t words = 0;
  for (std::size_t cue = 0; cue < transcript.cues.size(); ++cue) {
    ++window.cues;
    words += text::count_words(transcript.cues[cue].text);
    const bool last = cue + 1 == transcript.cues.size();
    const bool turn_ends = last || transcript.cues[cue + 1].speaker != transcript.cues[cue].speaker;
    if (!turn_ends && words < enough_words && window.cues < most_cues) continue;
    if (words >= least_words) windows.push_back(window);
    window = {cue + 1, 0};
    words = 0;
  }
  return windows;
}

std::span<const Baseline> baselines() { return table; }

std::vector<Answer> answers_of(const Baseline& baseline, const Transcript& transcript, std::string_view episode) {
  const auto windows = windows_of(transcript);
  WindowWords words;
  for (const auto& window : windows) words.push_back(text::words(text_of(transcript, window)));
  const auto worths = baseline.worths(words, std::stoull(sha1_hex(episode).substr(0, 16), nullptr, 16));
  std::vector<std::size_t> order(windows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t place) { return worths[place]; });
  order.resize(std::min(order.size(), answers_kept));
  const auto seconds = [](std::chrono::milliseconds time) { return std::chrono::duration<double>(time).count(); };
  std::vector<Answer> answers;
  for (const auto place : order) {
    const auto& window = windows[place];
    answers.push_back({text_of(transcript, window),
                       worths[place],
                       {{seconds(transcript.cues[window.first].start),
                         seconds(transcript.cues[window.first + window.cues - 1].end)}}});
  }
  return answers;
}

}  // namespace pith::evaluation
