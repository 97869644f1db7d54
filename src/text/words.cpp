#include "text/words.h"

#include <array>

#include "lib/icu/unicode.h"
#include "text/utf8.h"

namespace pith::text {

namespace {

enum class Class : unsigned char { other, letter, joiner, ideograph };

constexpr std::array<Class, 128> make_ascii_classes() {
  std::array<Class, 128> classes{};
  for (unsigned value = 0; value < 128; ++value) {
    const bool letter =
        (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9');
    if (letter) classes[value] = Class::letter;
  }
  classes['\''] = Class::joiner;
  return classes;
}
constexpr auto ascii_classes = make_ascii_classes();

struct Block {
  char32_t first;
  char32_t last;
  Class kind;
};
// What is not a letter above ASCII, and what is a word by itself; all else is taken for a letter.
constexpr std::array<Block, 13> blocks{{{0x80, 0xA9, Class::other},
                                        {0xAB, 0xB4, Class::other},
                                        {0xB6, 0xB9, Class::other},
                                        {0xBB, 0xBF, Class::other},
                                        {0xD7, 0xD7, Class::other},
                                        {0xF7, 0xF7, Class::other},
                                        {0x2000, 0x206F, Class::other},
                                        {0x20A0, 0x2BFF, Class::other},
                                        {0x2E00, 0x303F, Class::other},
                                        {0x3040, 0x30FF, Class::ideograph},
                                        {0x3400, 0x9FFF, Class::ideograph},
                                        {0xF900, 0xFAFF, Class::ideograph},
                                        {0xFF00, 0xFF0F, Class::other}}};

Class class_of(char32_t value) {
  if (value == 0x2019) return Class::joiner;
  if (value == 0xFFFD || value == 0xFEFF || (value >= 0x1F000 && value <= 0x1FAFF)) return Class::other;
  if (value >= 0x20000) return Class::ideograph;
  for (const auto& block : blocks) {
    if (value < block.first) return Class::letter;
    if (value <= block.last) return block.kind;
  }
  return Class::letter;
}

constexpr std::string_view accents = "\xCC\xCD";  // what accents of their own begin with (U+0300 to U+036F)

struct Unit {
  Class kind;
  std::size_t length;
};

Unit unit_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {ascii_classes[byte], 1};
  const auto point = code_point_at(text, at);
  return {class_of(point.value), point.length};
}

bool letter_follows(std::string_view text, std::size_t at) {
  return at < text.size() && unit_at(text, at).kind == Class::letter;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string lowered(text);
  bool plain = true;
  for (char& letter : lowered) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
    plain = plain && static_cast<unsigned char>(letter) < 0x80;
  }
  if (plain) return lowered;
  lowered = icu::to_lower(lowered);
  if (lowered.find_first_of(accents) != std::string::npos) lowered = icu::compose(lowered);
  for (auto at = lowered.find("\xE2\x80\x99"); at != std::string::npos; at = lowered.find("\xE2\x80\x99", at))
    lowered.replace(at, 3, "'");
  return lowered;
}

std::string_view next_word(std::string_view lowered, std::size_t& at) {
  while (at < lowered.size()) {
    const auto unit = unit_at(lowered, at);
    if (unit.kind == Class::ideograph) {
      at += unit.length;
      return lowered.substr(at - unit.length, unit.length);
    }
    if (unit.kind == Class::letter) break;
    at += unit.length;
  }
  const auto start = at;
  while (at < lowered.size()) {
    const auto unit = unit_at(lowered, at);
    const bool goes_on =
        unit.kind == Class::letter || (unit.kind == Class::joiner && letter_follows(lowered, at + unit.length));
    if (!goes_on) break;
    at += unit.length;
  }
  return lowered.substr(start, at - start);
}

std::vector<std::string_view> words_in(std::string_view lowered) {
  std::vector<std::string_view> found;
  found.reserve(lowered.size() / 5 + 1);
  std::size_t at = 0;
  for (auto word = next_word(lowered, at); !word.empty(); word = next_word(lowered, at)) found.push_back(word);
  return found;
}

std::vector<std::string> words(std::string_view text) {
  const auto lowered = lower(text);
  const auto views = words_in(lowered);
  return {views.begin(), views.end()};
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  std::size_t at = 0;
  while (!next_word(text, at).empty()) ++count;
  return count;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::vector<std::string> scorer_words(std::string_view text) {
  const auto lowered = is_ascii(text) ? lower(text) : icu::to_lower(text);
  std::vector<std::string> found;
  std::string word;
  for (const char letter : lowered) {
    const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '\'';
    if (kept) {
      word.push_back(letter);
    } else if (!word.empty()) {
      found.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) found.push_back(std::move(word));
  return found;
}

}  // namespace pith::text
