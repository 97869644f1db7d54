#include "stages/transcript/loops.h"

#include <algorithm>

#include "text/words.h"

namespace pith::transcript {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t longest_phrase = 8;  // words
constexpr std::size_t most_in_a_cue = 6;   // times a phrase may be said in a row
constexpr std::size_t most_cues = 4;       // in a row with the same words

std::string joined(const Words& words, std::size_t first, std::size_t count) {
  std::string text;
  for (auto n = first; n < first + count; ++n) text += (text.empty() ? "" : " ") + words[n];
  return text;
}

// The phrase that is said more than `most_in_a_cue` times in a row; empty where none is.
std::string loop_in(const Words& words) {
  for (std::size_t size = 1; size <= longest_phrase; ++size) {
    std::size_t same = 0;  // words that equal those `size` before them, in a row
    for (std::size_t n = size; n < words.size(); ++n) {
      same = words[n] == words[n - size] ? same + 1 : 0;
      if (same >= size * most_in_a_cue) return joined(words, n + 1 - size, size);
    }
  }
  return {};
}

class Repeats {
 public:
  explicit Repeats(std::vector<RawCue>& cues) : cues_(cues) {
    for (const auto& cue : cues) words_.push_back(text::words(cue.text));
  }

  Loops take_out() {
    std::vector<bool> fall(cues_.size(), false);
    for (std::size_t n = 0; n < cues_.size(); ++n)
      if (auto phrase = loop_in(words_[n]); !phrase.empty()) drop(fall, n, phrase);
    for (std::size_t first = 0; first < cues_.size();) {
      auto end = first + 1;
      while (end < cues_.size() && words_[end] == words_[first]) ++end;
      if (end - first > most_cues && !words_[first].empty())
        for (auto n = first + 1; n < end; ++n) drop(fall, n, joined(words_[first], 0, words_[first].size()));
      first = end;
    }
    std::size_t n = 0;
    std::erase_if(cues_, [&](const RawCue&) { return fall[n++]; });
    return loops_;
  }

 private:
  void drop(std::vector<bool>& fall, std::size_t n, const std::string& phrase) {
    if (fall[n]) return;
    fall[n] = true;
    loops_.words += words_[n].size();
    if (words_[n].size() <= most_) return;
    most_ = words_[n].size();
    loops_.phrase = phrase;
  }

  std::vector<RawCue>& cues_;
  std::vector<Words> words_;
  Loops loops_;
  std::size_t most_ = 0;
};

}  // namespace

Loops take_out_loops(std::vector<RawCue>& cues) { return Repeats(cues).take_out(); }

}  // namespace pith::transcript
