#include "stages/transcript/loops.h"

#include <algorithm>

#include "text/words.h"

namespace pith::transcript {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t longest_phrase = 32;  // words
constexpr std::size_t longest_round = 4;    // cues that come in turn

std::string joined(const Words& words, std::size_t first, std::size_t count) {
  std::string text;
  for (auto n = first; n < first + count; ++n) text.append(text.empty() ? "" : " ").append(words[n]);
  return text;
}

class Finder {
 public:
  Finder(std::span<const std::string_view> cues, const LoopRules& rules) : rules_(rules) {
    lowered_.reserve(cues.size());
    words_.reserve(cues.size());
    for (const auto cue : cues) words_.push_back(text::words_in(lowered_.emplace_back(text::lower(cue))));
    for (const auto& words : words_) loops_.all_words += words.size();
    loops_.repeats.assign(cues.size(), false);
  }

  Loops find() {
    for (std::size_t n = 0; n < words_.size(); ++n)
      if (auto phrase = loop_in(words_[n]); !phrase.empty()) drop(n, phrase);
    for (std::size_t round = 1; round <= longest_round; ++round) drop_rounds_of(round);
    return std::move(loops_);
  }

 private:
  // The phrase that is said too often in a row; empty where none is.
  std::string loop_in(const Words& words) const {
    for (std::size_t size = 1; size <= longest_phrase && size * rules_.in_a_cue < words.size(); ++size) {
      std::size_t same = 0;  // words that equal those `size` before them, in a row
      for (std::size_t n = size; n < words.size(); ++n) {
        same = words[n] == words[n - size] ? same + 1 : 0;
        const bool enough = !rules_.most_of_a_cue || same * 2 > words.size();
        if (same >= size * rules_.in_a_cue && enough) return joined(words, n + 1 - size, size);
      }
    }
    return {};
  }

  // Runs of cues of which each says what the one `round` before it said.
  void drop_rounds_of(std::size_t round) {
    for (std::size_t first = 0; first + round < words_.size();) {
      auto end = first + round;
      while (end < words_.size() && words_[end] == words_[end - round]) ++end;
      if (end - first > round * rules_.over_cues && says_something(first, round))
        for (auto n = first + round; n < end; ++n) drop(n, joined(words_[n], 0, words_[n].size()));
      first = std::max(first + 1, end - round + 1);
    }
  }

  bool says_something(std::size_t first, std::size_t count) const {
    const auto begin = words_.begin() + static_cast<std::ptrdiff_t>(first);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                       [](const Words& words) { return !words.empty(); });
  }

  void drop(std::size_t n, const std::string& phrase) {
    if (loops_.repeats[n]) return;
    loops_.repeats[n] = true;
    loops_.words += words_[n].size();
    if (words_[n].size() <= most_) return;
    most_ = words_[n].size();
    loops_.phrase = phrase;
  }

  const LoopRules& rules_;
  std::vector<std::string> lowered_;
  std::vector<Words> words_;  // views of them
  Loops loops_;
  std::size_t most_ = 0;
};

}  // namespace

Loops find_loops(std::span<const std::string_view> cues, const LoopRules& rules) { return Finder(cues, rules).find(); }

}  // namespace pith::transcript
