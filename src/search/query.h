// What a person typed into the search field, read as they mean it: words; "words in quotation marks" that stand side by
// side; -words and -"phrases" that may not be there; the beginn* of a word. Everything else parts words. Pure; nothing
// that can be typed is an error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pith::search {

struct Asked {
  std::string text;  // lower case; the words of a phrase with single spaces
  bool phrase = false;
  bool beginning = false;  // the word, or the phrase's last one, may go on
  std::size_t begin = 0;   // bytes into what was typed, without quotation marks, minus and star
  std::size_t end = 0;
  bool operator==(const Asked&) const = default;
};

struct Query {
  std::vector<Asked> wanted;
  std::vector<Asked> refused;
  bool empty() const { return wanted.empty(); }
};

// At most 64 things; what comes after is left out.
Query parse(std::string_view typed);

// The query as it may become: its last word is still being typed. One too short to say anything is left out.
Query unfinished(std::string_view typed);

}  // namespace pith::search
