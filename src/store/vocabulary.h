// Words as they are said in talk, lower-cased and without diacritics, and in how many episodes: for beginnings of words
// and for misspelt ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

struct WordUse {
  std::string word;
  std::int64_t episodes = 0;
  bool operator==(const WordUse&) const = default;
};

Result<std::int64_t> episodes_with(const Session& session, std::string_view word);  // ASCII, lower case
// Of those that may be shown, counted up to `most`; of private shows, too, where `with_private`.
Result<std::int64_t> shown_episodes_with(const Session& session, std::string_view word, bool with_private, int most);
// Every word that begins so, in order of the alphabet.
Result<std::vector<WordUse>> words_beginning(const Session& session, std::string_view letters);

}  // namespace pith::store
