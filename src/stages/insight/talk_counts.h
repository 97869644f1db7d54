// Counts over a whole talk that single cues are measured against. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "stages/insight/hash_table.h"
#include "stages/insight/talk.h"

namespace pith::insight {

struct SpeakerShare {
  std::size_t words = 0;
  std::size_t cues = 0;
  std::size_t questions = 0;
};

class TalkCounts {
 public:
  explicit TalkCounts(const Talk& talk);

  const SpeakerShare& speaker_of(std::size_t cue) const;
  std::size_t speakers() const;  // with at least one cue
  std::size_t words() const { return words_; }
  // How often a word of substance occurs in the talk; 0 for small words.
  std::size_t count(std::uint64_t word) const;
  // The cue where a word of substance occurs first.
  std::size_t first_cue(std::uint64_t word) const;

 private:
  struct WordCount {
    std::size_t count = 0;
    std::size_t first_cue = 0;
  };
  const Talk* talk_;
  std::size_t words_ = 0;
  std::vector<SpeakerShare> speakers_;
  HashTable<WordCount> counts_;
};

// Small words are those that stand in more than one cue of some thirty.
inline constexpr float small_word_rarity = 3.4F;
inline bool has_substance(const TalkWord& word) { return word.facts.rarity > small_word_rarity; }

}  // namespace pith::insight
