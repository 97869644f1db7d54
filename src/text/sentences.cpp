#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/utf8.h"

namespace pith::text {

namespace {

// A period after these does not end a sentence. Lower case, sorted.
constexpr std::array<std::string_view, 43> abbreviations{
    "approx", "apr", "aug", "ave", "capt", "cf",  "col", "dec",  "dept", "dr",  "e.g", "eg",  "esp", "etc", "feb",
    "fig",    "gen", "gov", "hon", "i.e",  "ie",  "inc", "jan",  "jr",   "jul", "lt",  "ltd", "mr",  "mrs", "ms",
    "mt",     "nov", "oct", "pp",  "prof", "rev", "sen", "sept", "sgt",  "sr",  "st",  "vol", "vs"};
static_assert(std::ranges::is_sorted(abbreviations));
// Of these a new sentence may begin after all, where the next word has a capital: "Acme Inc. It grew", "etc. Then".
constexpr std::array<std::string_view, 6> may_end{"approx", "etc", "inc", "jr", "ltd", "sr"};

constexpr char end_of_text = '\0';

bool is_lower_letter(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_upper_letter(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

struct Ender {
  std::size_t length = 0;  // 0: none here
  bool full_stop = false;  // '.', which may be an abbreviation's
  bool unspaced = false;   // of a script that puts no space after it
};

Ender ender_at(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == '.') return {1, true, false};
  if (byte == '!' || byte == '?') return {1, false, false};
  if (static_cast<unsigned char>(byte) < 0x80) return {};
  const auto point = code_point_at(text, at);
  switch (point.value) {
    case 0x2026:  // …
    case 0x203D:  // interrobang
    case 0x061F:  // Arabic question mark
    case 0x0964:  // danda
    case 0x055D:
      return {point.length, false, false};
    case 0x3002:  // ideographic full stop
    case 0xFF01:
    case 0xFF1F:
      return {point.length, false, true};
    default:
      return {};
  }
}

std::size_t closer_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char byte = text[at];
  if (byte == '"' || byte == '\'' || byte == ')' || byte == ']' || byte == '*' || byte == '_') return 1;
  if (static_cast<unsigned char>(byte) < 0x80) return 0;
  const auto point = code_point_at(text, at);
  const bool closes = point.value == 0x2019 || point.value == 0x201D || point.value == 0x00BB || point.value == 0x300D;
  return closes ? point.length : 0;
}

// The word, dots inside it included, that ends just before `at`.
std::string_view word_before(std::string_view text, std::size_t at) {
  auto start = at;
  while (start > 0 && (is_lower_letter(static_cast<char>(text[start - 1] | 0x20)) || text[start - 1] == '.')) --start;
  return text.substr(start, at - start);
}

bool is_listed(std::span<const std::string_view> list, std::string_view word) {
  std::array<char, 8> lowered{};
  if (word.empty() || word.size() > lowered.size()) return false;
  std::ranges::transform(word, lowered.begin(),
                         [](char c) { return is_upper_letter(c) ? static_cast<char>(c | 0x20) : c; });
  return std::ranges::binary_search(list, std::string_view(lowered.data(), word.size()));
}

// "Dr.", "e.g.", "J." and "U.S." before what may be their own continuation.
bool is_abbreviation(std::string_view text, std::size_t stop, char next) {
  const auto word = word_before(text, stop);
  if (word.size() == 1 && is_upper_letter(word[0]) && word != "I") return next != end_of_text;
  if (word == "no" || word == "No") return is_digit(next);
  if (is_listed(abbreviations, word)) return !is_listed(may_end, word) || is_lower_letter(next) || is_digit(next);
  const bool dotted = word.size() >= 3 && word[word.size() - 2] == '.';
  return dotted && next != end_of_text && !is_upper_letter(next);
}

// The offset just past the sentence end whose first terminator is at `at`, 0 if it is none.
std::size_t end_after(std::string_view text, std::size_t at) {
  const auto first = ender_at(text, at);
  if (first.length == 0) return 0;
  auto end = at + first.length;
  bool only_one_stop = first.full_stop;
  bool unspaced = first.unspaced;
  while (end < text.size()) {
    const auto more = ender_at(text, end);
    if (more.length == 0) break;
    only_one_stop = false;
    unspaced = unspaced || more.unspaced;
    end += more.length;
  }
  while (const auto closer = closer_at(text, end)) end += closer;
  if (end >= text.size()) return end;
  if (unspaced) return end;
  if (text[end] != ' ') return 0;
  const auto next = text.find_first_not_of(" \"'([", end);
  if (next == std::string_view::npos) return end;
  if (is_lower_letter(text[next])) return 0;
  if (only_one_stop && is_abbreviation(text, at, text[next])) return 0;
  return end;
}

// Past a run of terminators that end nothing, so that no run is looked at twice; else one byte on.
std::size_t after_enders(std::string_view text, std::size_t at) {
  const auto start = at;
  while (at < text.size()) {
    const auto length = ender_at(text, at).length;
    if (length == 0) break;
    at += length;
  }
  return at > start ? at : at + 1;
}

}  // namespace

std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_after(text, at);
    if (end == 0) {
      at = after_enders(text, at);
      continue;
    }
    found.push_back(trim(text.substr(start, end - start)));
    start = at = end;
  }
  if (const auto rest = trim(text.substr(start)); !rest.empty()) found.push_back(rest);
  return found;
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
  auto at = text.size();
  while (at > 0) {  // back over closers to the terminator
    auto start = at - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
    if (const auto ender = ender_at(text, start); ender.length > 0 && start + ender.length == at) {
      return !ender.full_stop || !is_abbreviation(text, start, end_of_text);
    }
    if (const auto closer = closer_at(text, start); closer == 0 || start + closer != at) return false;
    at = start;
  }
  return false;
}

std::size_t inner_sentence_ends(std::string_view text) {
  const auto count = sentences(text).size();
  return count == 0 ? 0 : count - 1;
}

}  // namespace pith::text
