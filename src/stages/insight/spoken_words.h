// A spoken sentence as words with the punctuation around them, for editing. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::insight {

struct SpokenWord {
  std::string text;  // as it stands between spaces
  std::string bare;  // lower case, without punctuation at its ends, ' for ’

  bool pauses() const;       // punctuation follows it
  bool ends() const;         // ends a sentence; an abbreviation does not
  bool abbreviates() const;  // "U.S.", "D.", "Dr."
};

using SpokenWords = std::vector<SpokenWord>;

SpokenWords split_spoken(std::string_view text);
std::string join_spoken(const SpokenWords& words);

// Takes words away; the punctuation that closed them goes to the word before where it ends a sentence.
void remove_words(SpokenWords& words, std::size_t first, std::size_t count);

// Do the words from `at` on read as this phrase (bare words parted by spaces)?
bool reads(const SpokenWords& words, std::size_t at, std::string_view phrase);

}  // namespace pith::insight
