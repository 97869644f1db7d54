// Transcripts that repeat themselves: recognisers fall into it ("thank you thank you thank you"), and publishers print
// what one heard. Inside stages/transcript only.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pith::transcript {

// How often the same may be said in a row.
struct LoopRules {
  std::size_t in_a_cue = 6;    // a phrase within a cue
  std::size_t over_cues = 4;   // one cue, or two to four cues in turn
  bool most_of_a_cue = false;  // only where the phrase makes up most of its cue
};
// People say a word three times, not eight.
constexpr LoopRules of_a_recogniser{};
// A chorus comes six times, and a publisher's words are its own: a loop is far more.
constexpr LoopRules of_a_publisher{12, 12, true};

struct Loops {
  std::vector<bool> repeats;  // for each cue, whether it falls: all of a loop but its first round, or a cue that is one
  std::size_t words = 0;      // in those that fall
  std::size_t all_words = 0;
  std::string phrase;  // that was repeated most

  bool are_most() const { return words * 2 > all_words; }
};

Loops find_loops(std::span<const std::string_view> cues, const LoopRules& rules);

// Takes the loops out of cues of any kind that have a `text`.
template <typename Cue>
Loops take_out_loops(std::vector<Cue>& cues, const LoopRules& rules) {
  std::vector<std::string_view> texts;
  texts.reserve(cues.size());
  for (const auto& cue : cues) texts.emplace_back(cue.text);
  auto loops = find_loops(texts, rules);
  std::size_t n = 0;
  std::erase_if(cues, [&](const Cue&) { return loops.repeats[n++]; });
  return loops;
}

}  // namespace pith::transcript
