#include "stages/transcript/ad_windows.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "stages/transcript/ad_words.h"
#include "text/embed.h"

namespace pith::transcript {

namespace {

constexpr double window_words = 60;
constexpr std::size_t most_cues = 9;
constexpr std::size_t around = 40;     // cues on either side that a window is compared with
constexpr std::size_t local_span = 9;  // cues over which a word of one window may be spread
constexpr double least_words = 10;     // rates of fewer are taken over so many
constexpr float meaning_scale = 4;     // vectors have length 1: this gives them a weight like the counts'

// A word of the episode: the cues of its first and last use, and its vector.
struct Uses {
  std::size_t first = 0;
  std::size_t last = 0;
  std::optional<text::WordModel::Word> known;
};

// Sums over cues, so that any run of them is one subtraction: words, counts, vector and the vector's weight.
class Sums {
 public:
  explicit Sums(std::size_t width) : width_(width), sums_(width, 0.0) {}
  // The next cue's row: it starts as the sum before it, and is then added to.
  std::span<double> next() {
    sums_.resize(sums_.size() + width_);
    const auto row = std::span(sums_).last(width_);
    std::copy_n(row.data() - width_, width_, row.data());
    return row;
  }
  std::vector<double> of(std::size_t first, std::size_t end) const {
    std::vector<double> sum(width_);
    for (std::size_t k = 0; k < width_; ++k) sum[k] = sums_[end * width_ + k] - sums_[first * width_ + k];
    return sum;
  }
  double words(std::size_t first, std::size_t end) const { return sums_[end * width_] - sums_[first * width_]; }

 private:
  std::size_t width_;
  std::vector<double> sums_;  // (cues + 1) rows
};

constexpr std::size_t counts_at = 1;
constexpr std::size_t vector_at = counts_at + ad_counts;

class Reader {
 public:
  Reader(const Transcript& transcript, const text::WordModel& model)
      : transcript_(transcript), model_(model), sums_(vector_at + model.dimensions() + 1) {
    std::vector<std::vector<AdWord>> words;
    std::vector<std::vector<Uses*>> uses(transcript.cues.size());  // of each word
    words.reserve(transcript.cues.size());
    for (const auto& cue : transcript.cues) words.push_back(ad_words(cue.text));
    for (std::size_t cue = 0; cue < words.size(); ++cue)
      for (const auto& word : words[cue]) {
        uses[cue].push_back(&uses_.try_emplace(word.base, Uses{cue, cue, {}}).first->second);
        uses[cue].back()->last = cue;
      }
    for (auto& [base, use] : uses_) use.known = model.find(text::base_form(base));
    for (std::size_t cue = 0; cue < words.size(); ++cue) add(transcript.cues[cue].text, words[cue], uses[cue]);
  }

  AdWindow window(std::size_t first) const {
    AdWindow window{first, end_of(first), {}};
    const auto cues = transcript_.cues.size();
    const auto own = sums_.of(first, window.end);
    auto near = sums_.of(first > around ? first - around : 0, std::min(window.end + around, cues));
    auto rest = sums_.of(0, cues);
    for (std::size_t k = 0; k < own.size(); ++k) {
      near[k] -= own[k];
      rest[k] -= own[k];
    }
    add_rates(own, near, window.features);
    const auto meaning = meaning_of(own);
    window.features.push_back(static_cast<float>(text::dot(meaning, meaning_of(near))));
    window.features.push_back(static_cast<float>(text::dot(meaning, meaning_of(rest))));
    add_shape(window, own[0]);
    for (const auto value : meaning) window.features.push_back(meaning_scale * value);
    return window;
  }

 private:
  void add(std::string_view text, const std::vector<AdWord>& words, const std::vector<Uses*>& all_uses) {
    const auto row = sums_.next();
    auto counts = ad_counts_of(text, words);
    const auto count = [&counts](AdCount kind) -> float& { return counts[static_cast<std::size_t>(kind)]; };
    row[0] += static_cast<double>(words.size());
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto& word = words[at];
      const auto& uses = *all_uses[at];
      const bool local = uses.last - uses.first <= local_span;
      count(AdCount::local) += local ? 1.0F : 0.0F;
      count(AdCount::local_capital) += local && word.capital && at > 0 ? 1.0F : 0.0F;
      count(AdCount::unknown) += uses.known ? 0.0F : 1.0F;
      if (uses.known) add_vector(*uses.known, row.subspan(vector_at));
    }
    for (std::size_t k = 0; k < ad_counts; ++k) row[counts_at + k] += counts[k];
  }

  static void add_vector(const text::WordModel::Word& word, std::span<double> sums) {
    for (std::size_t k = 0; k < word.components.size(); ++k)
      sums[k] += static_cast<double>(word.weight * word.scale) * word.components[k];
    sums.back() += word.weight;
  }

  std::size_t end_of(std::size_t first) const {
    auto end = first + 1;
    while (end < transcript_.cues.size() && end - first < most_cues && sums_.words(first, end) < window_words) ++end;
    return end;
  }

  // How much of each a word, and how much more that is than around.
  static void add_rates(std::span<const double> own, std::span<const double> near, std::vector<float>& out) {
    for (std::size_t k = 0; k < ad_counts; ++k)
      out.push_back(static_cast<float>(own[counts_at + k] / std::max(own[0], least_words)));
    for (std::size_t k = 0; k < ad_counts; ++k)
      out.push_back(out[k] - static_cast<float>(near[counts_at + k] / std::max(near[0], least_words)));
  }

  // The direction of the mean vector, without what every text shares.
  text::Vector meaning_of(std::span<const double> sums) const {
    text::Vector meaning(model_.dimensions());
    std::ranges::copy(sums.subspan(vector_at, meaning.size()) |
                          std::views::transform([](double value) { return static_cast<float>(value); }),
                      meaning.begin());
    if (sums.back() <= 0) return meaning;
    text::normalise(meaning);
    for (std::size_t k = 0; k < meaning.size(); ++k) meaning[k] -= model_.common()[k];
    text::normalise(meaning);
    return meaning;
  }

  void add_shape(AdWindow& window, double words) const {
    const auto& cues = transcript_.cues;
    float changes = 0;
    for (auto cue = window.first + 1; cue < window.end; ++cue)
      if (cues[cue].speaker != cues[cue - 1].speaker) ++changes;
    const auto opens = window.first == 0 || cues[window.first].speaker != cues[window.first - 1].speaker;
    const auto closes = window.end == cues.size() || cues[window.end].speaker != cues[window.end - 1].speaker;
    const auto place = static_cast<double>(window.first) / static_cast<double>(cues.size());
    const auto size = std::log1p(static_cast<double>(window.end - window.first));
    for (const double value : {std::min(4.0, static_cast<double>(changes)), words / window_words, opens ? 1.0 : 0.0,
                               closes ? 1.0 : 0.0, place < 0.03 ? 1.0 : 0.0, place > 0.95 ? 1.0 : 0.0, size})
      window.features.push_back(static_cast<float>(value));
  }

  const Transcript& transcript_;
  const text::WordModel& model_;
  std::unordered_map<std::string, Uses> uses_;
  Sums sums_;
};

}  // namespace

void each_ad_window(const Transcript& transcript, const text::WordModel& words, const TakeAdWindow& take) {
  if (transcript.cues.empty()) return;
  const Reader reader(transcript, words);
  for (std::size_t cue = 0; cue < transcript.cues.size(); ++cue) take(reader.window(cue));
}

std::vector<std::string> ad_feature_names(std::size_t dimensions) {
  std::vector<std::string> names(ad_count_names.begin(), ad_count_names.end());
  for (const auto name : ad_count_names) names.push_back(fmt::format("more_{}", name));
  for (const std::string_view name :
       {"like_near", "like_rest", "changes", "words", "opens_turn", "closes_turn", "at_start", "at_end", "cues"})
    names.emplace_back(name);
  for (std::size_t k = 0; k < dimensions; ++k) names.push_back(fmt::format("v{}", k));
  return names;
}

std::string ad_window_rows(const Transcript& transcript, const text::WordModel& words) {
  const auto seconds = [](std::chrono::milliseconds time) { return std::chrono::duration<double>(time).count(); };
  auto out = fmt::format("first\tend\tfrom\tto\t{}\n", fmt::join(ad_feature_names(words.dimensions()), "\t"));
  each_ad_window(transcript, words, [&](const AdWindow& window) {
    fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.3f}\t{:.3f}\t{:.4g}\n", window.first, window.end,
                   seconds(transcript.cues[window.first].start), seconds(transcript.cues[window.end - 1].end),
                   fmt::join(window.features, "\t"));
  });
  return out;
}

}  // namespace pith::transcript
