// How good a clause is as a headline that a reader sees alone: whether it can be understood, and whether it claims
// something. From data/models/headline-en.bin, which tools/train_headlines.py makes out of headlines that were rated.
// Immutable and thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/insight/hash_table.h"
#include "stages/insight/headline_traits.h"

namespace pith::insight {

// Log odds.
struct HeadlineOdds {
  float stands = 0;  // a whole sentence that points at nothing outside itself
  float claims = 0;  // one worth reading on for
};

class HeadlineModel {
 public:
  // corrupt where the bytes are no such file, or one of other traits than this build reads.
  static Result<std::shared_ptr<const HeadlineModel>> parse(std::string_view bytes);

  HeadlineOdds odds(std::string_view headline, const HeadlineTraits& traits) const;

 private:
  HeadlineModel(std::size_t common, std::size_t grams) : common_(common), grams_(grams) {}
  std::vector<std::uint64_t> grams_of(std::string_view headline) const;

  HashTable<char> common_;         // words that count by themselves in the shape of a sentence
  HashTable<HeadlineOdds> grams_;  // what each word, pair and run of shapes tells
  HeadlineOdds constant_;
  std::vector<HeadlineOdds> traits_;
};

}  // namespace pith::insight
