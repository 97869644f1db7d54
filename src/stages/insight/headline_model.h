// How good a clause is as the headline of its passage. From data/models/headline-en.bin, which tools/train_headlines.py
// makes out of clauses that were rated and headlines that were chosen. Immutable and thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/insight/hash_table.h"
#include "stages/insight/headline_traits.h"
#include "stages/insight/spoken_words.h"

namespace pith::insight {

class HeadlineModel {
 public:
  // corrupt where the bytes are no such file, or one of other traits than this build reads.
  static Result<std::shared_ptr<const HeadlineModel>> parse(std::string_view bytes);

  // The log odds of an editor's printing this clause rather than no headline, as far as those of one passage compare.
  float worth(std::string_view headline, const HeadlineTraits& traits) const;

  // How likely a headline of this worth is understood by somebody who sees nothing else, 0..1.
  static double clarity(double worth);

 private:
  HeadlineModel(std::size_t common, std::size_t grams, std::size_t words)
      : common_(common), grams_(grams), words_(words) {}
  std::vector<std::uint64_t> grams_of(const SpokenWords& words) const;
  float of_grams(const SpokenWords& words) const;
  float of_meaning(const SpokenWords& words) const;

  HashTable<char> common_;  // words that count by themselves in the shape of a sentence
  HashTable<float> grams_;  // what each word, pair and run of shapes tells
  HashTable<float> words_;  // what the meaning of each word tells
  float constant_ = 0;
  std::vector<float> traits_;
};

}  // namespace pith::insight
