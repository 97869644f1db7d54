#include "domain/person.h"

#include <algorithm>
#include <array>

#include "base/byte_scan.h"
#include "lib/icu/unicode.h"

namespace pith {

namespace {

constexpr std::size_t fewest_words = 2;
constexpr std::size_t most_words = 5;
constexpr std::size_t longest = 80;  // bytes

// Words that a label begins with where nobody is named.
constexpr std::array<std::string_view, 16> nobodies = {
    "unknown",  "speaker", "guest",   "host",    "narrator", "audience", "caller", "announcer",
    "everyone", "all",     "various", "several", "podcast",  "team",     "the",    "our"};

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
// Beyond ASCII all bytes are taken for letters.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_beyond_ascii(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A period or apostrophe parts nothing: "J.R.", "O'Neil".
bool is_silent(char c) { return c == '.' || c == '\'' || c == '"'; }

bool is_nobody(std::string_view word) { return std::ranges::find(nobodies, word) != nobodies.end(); }

}  // namespace

std::string person_key(std::string_view name) {
  name = name.substr(0, find_any<',', '('>(name));
  std::string lowered;
  if (std::ranges::any_of(name, is_beyond_ascii)) name = lowered = icu::to_lower(name);
  std::string key;
  std::size_t words = 0, begin = 0;  // of the word under way, where it stands in the key
  key.reserve(name.size());
  for (std::size_t at = 0; at <= name.size(); ++at) {
    const char letter = at < name.size() ? name[at] : ' ';
    if (is_digit(letter)) return {};
    if (is_letter(letter)) {
      if (key.size() == begin && words > 0) key += '-';
      key += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    } else if (!is_silent(letter) && key.size() > begin) {
      if (words++ == 0 && is_nobody(key)) return {};
      begin = key.size();
    }
  }
  return words < fewest_words || words > most_words || key.size() > longest ? std::string{} : key;
}

}  // namespace pith
