// What is known of words before a transcript is read: how rare a word is in talk, what kind of word it is, and a vector
// of its meaning. From data/models/talk-en.bin, which tools/train_talk.py makes. Immutable and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/insight/hash_table.h"

namespace pith::insight {

struct WordFacts {
  float rarity = 0;           // log of (cues in the corpus / cues with the word)
  std::uint32_t classes = 0;  // bits of WordClass
  std::int32_t vector = -1;   // row of its vector, -1 for none
};

class Background {
 public:
  // corrupt where the bytes are no such file.
  static Result<std::shared_ptr<const Background>> parse(std::string_view bytes);

  // Of the word with this hash; unknown words are as rare as the rarest.
  const WordFacts& of(std::uint64_t word) const {
    const auto* facts = words_.find(word);
    return facts == nullptr ? unknown_ : *facts;
  }
  std::size_t dimensions() const { return dimensions_; }
  std::span<const std::int8_t> vector(std::int32_t row) const {
    return {vectors_.data() + static_cast<std::size_t>(row) * dimensions_, dimensions_};
  }
  // How much a word counts in the mean vector of a sentence (SIF).
  static float vector_weight(float rarity);

 private:
  explicit Background(std::size_t words) : words_(words) {}
  void add_classes();

  HashTable<WordFacts> words_;
  WordFacts unknown_;
  std::size_t dimensions_ = 0;
  std::vector<std::int8_t> vectors_;
};

}  // namespace pith::insight
