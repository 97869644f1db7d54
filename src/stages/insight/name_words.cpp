#include "stages/insight/name_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace pith::insight {

namespace {

bool is_word_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'); }

}  // namespace

Result<NameWords> NameWords::parse(std::string_view bytes) {
  NameWords made;
  for (int number = 1; !bytes.empty(); ++number) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const bool plain = line.starts_with('-');
    if (plain) line.remove_prefix(1);
    if (!std::ranges::all_of(line, is_word_letter))
      return fail(ErrorKind::corrupt,
                  fmt::format("Line {} of the list of names (names-en.txt) is no word in lower case; install Pith "
                              "again or make it with tools/train_names.py.",
                              number));
    (plain ? made.plain_ : made.words_).emplace(line);
  }
  return made;
}

}  // namespace pith::insight
