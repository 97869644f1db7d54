#include "stages/insight/number_proof.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ranges>

#include "stages/insight/heard_words.h"

namespace pith::insight {

namespace {

constexpr int cues_around_a_quote = 10;
constexpr int cues_in_one_breath = 20;  // so near to a quote, one telling word in common is enough
constexpr int telling_words_shared = 2;

// Long words that tell nothing of what is talked about.
constexpr std::array<std::string_view, 40> common = {
    "about", "after", "almost", "also",  "around", "because", "been",   "before", "being", "between",
    "could", "every", "from",   "going", "have",   "into",    "just",   "know",   "like",  "maybe",
    "more",  "most",  "much",   "only",  "over",   "people",  "really", "same",   "some",  "than",
    "that",  "their", "them",   "then",  "there",  "they",    "think",  "this",   "were",  "with"};

// Words by their beginning, so that "account" and "accounts" are one.
std::vector<std::string> telling_words(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& chunk : chunks_of(text)) {
    const auto& word = chunk.folded;
    const bool number = word.find_first_of("0123456789") != std::string::npos || !claimed_numbers(word).empty();
    if (word.size() < 4 || number || std::ranges::find(common, word) != common.end()) continue;
    words.push_back(word.substr(0, 5));
  }
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

}  // namespace

NumberProof::NumberProof(const Transcript& transcript, const std::vector<bool>& ads)
    : transcript_(transcript), heard_(transcript.cues.size()) {
  for (std::size_t cue = 0; cue < transcript.cues.size(); ++cue)
    if (!ads[cue]) heard_[cue].add(transcript.cues[cue].text);
}

int NumberProof::distance(int cue, const std::vector<Quote>& quotes) const {
  int least = static_cast<int>(heard_.size());
  for (const auto& quote : quotes)
    least = std::min(least, std::max({0, quote.cues.first - cue, cue - quote.cues.last}));
  return least;
}

std::optional<int> NumberProof::near(const ClaimedNumber& claim, const std::vector<Quote>& quotes) const {
  for (int far = 0; far <= cues_around_a_quote; ++far)
    if (const auto cue = at_distance(far, claim, quotes)) return cue;
  return std::nullopt;
}

std::optional<int> NumberProof::at_distance(int far, const ClaimedNumber& claim,
                                            const std::vector<Quote>& quotes) const {
  std::optional<int> best;
  const auto take = [&](CueRange cues) {
    const auto cue = first_with(claim, cues);
    if (cue && (!best || *cue < *best)) best = cue;
  };
  for (const auto& [first, last] : quotes | std::views::transform(&Quote::cues)) {
    if (far == 0) take({first, last});
    if (far == 0) continue;
    take({first - far, first - far});
    take({last + far, last + far});
  }
  return best;
}

std::optional<int> NumberProof::first_with(const ClaimedNumber& claim, CueRange cues) const {
  const int end = std::min(cues.last + 1, static_cast<int>(heard_.size()));
  for (int cue = std::max(cues.first, 0); cue < end; ++cue)
    if (heard_[cue].hold(claim)) return cue;
  return std::nullopt;
}

std::optional<int> NumberProof::elsewhere(const ClaimedNumber& claim, std::string_view text,
                                          const std::vector<Quote>& quotes) const {
  const auto told = telling_words(text);
  std::optional<int> best;
  for (int cue = 0; cue < static_cast<int>(heard_.size()); ++cue) {
    if (transcript_.cues[cue].kind != CueKind::talk || !heard_[cue].hold(claim)) continue;
    std::vector<std::string> shared;
    std::ranges::set_intersection(told, telling_words(transcript_.cues[cue].text), std::back_inserter(shared));
    const auto wanted_words = distance(cue, quotes) <= cues_in_one_breath ? 1 : telling_words_shared;
    if (std::ssize(shared) >= wanted_words && (!best || distance(cue, quotes) < distance(*best, quotes))) best = cue;
  }
  return best;
}

}  // namespace pith::insight
