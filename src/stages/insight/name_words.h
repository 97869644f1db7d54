// Words that are names however they are written, "postgres", "rust", and words that are none: "fame". From
// data/models/names-en.txt, which tools/train_names.py makes of how transcripts write them. Immutable and thread-safe.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::insight {

class NameWords {
 public:
  NameWords() = default;  // knows none
  // A word a line, in lower case, letters and digits, - before what is no name; lines that begin with # are for people.
  // corrupt names the line.
  static Result<NameWords> parse(std::string_view bytes);

  bool has(std::string_view lowered) const { return words_.contains(lowered); }
  bool denies(std::string_view lowered) const { return plain_.contains(lowered); }
  std::size_t size() const { return words_.size(); }  // of the names

 private:
  std::set<std::string, std::less<>> words_;
  std::set<std::string, std::less<>> plain_;
};

}  // namespace pith::insight
