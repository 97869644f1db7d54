// The words of a transcript's talk in order, each with its place, so that a run of them can be found and given back in
// the transcript's own spelling. Ads and chatter are not in it (invariant 6). Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"

namespace pith::insight {

// Parts of a text between white space, folded for comparison, without punctuation at their ends; empty ones are left
// out. "He said: “Don’t.”" -> he, said, don't.
struct Chunk {
  std::string folded;
  std::size_t begin = 0;  // bytes of the text, punctuation included
  std::size_t end = 0;
};
std::vector<Chunk> chunks_of(std::string_view text);

class HeardWords {
 public:
  struct Word {
    Chunk chunk;
    int cue = 0;
  };

  // `transcript` must outlive it.
  explicit HeardWords(const Transcript& transcript);

  std::span<const Word> words() const { return words_; }
  // Words of the cue `cue` and of those after it; words().size() where there are none.
  std::size_t first_of(int cue) const;
  // Whether words [first, first + count) are one speaker's, without a gap of ads or chatter.
  bool one_run(std::size_t first, std::size_t count) const;
  // The transcript's own words.
  std::string text(std::size_t first, std::size_t count) const;
  // The same, folded, parted by one space.
  std::string folded(std::size_t first, std::size_t count) const;

 private:
  const Transcript& transcript_;
  std::vector<Word> words_;
};

}  // namespace pith::insight
