#include <algorithm>
#include <array>
#include <string_view>

#include "evaluation/score_gold.h"
#include "text/words.h"

namespace pith::evaluation {

namespace {

constexpr std::array<std::string_view, 25> bad_starts{
    "and",   "so",    "but",   "or",   "because", "it", "its",  "it's", "he",     "she",      "they", "this", "that",
    "those", "these", "which", "yeah", "yes",     "no", "well", "like", "i mean", "you know", "okay", "right"};
constexpr std::array<std::string_view, 8> fillers{"you know", "i mean", "kind of like", "sort of like",
                                                  "um",       "uh",     "gonna",        "wanna"};
constexpr std::size_t least_words = 25;
constexpr std::size_t most_words = 75;
constexpr std::size_t longest_name = 40;

bool is_word_byte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 || value == '_' || (value >= '0' && value <= '9') ||
         ((value | 0x20) >= 'a' && (value | 0x20) <= 'z');
}

// Typographic quotes and dashes begin with E2 80; all else above ASCII is taken for a letter.
bool word_ends(std::string_view text, std::size_t at) {
  return at >= text.size() || !is_word_byte(text[at]) || text.substr(at, 2) == "\xE2\x80";
}

std::string_view strip(std::string_view text) {
  constexpr std::string_view quote = "\u201C";
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view part : {std::string_view(" "), std::string_view("\""), quote, std::string_view("[")}) {
      if (text.starts_with(part)) text.remove_prefix(part.size()), again = true;
      if (text.ends_with(part)) text.remove_suffix(part.size()), again = true;
    }
  }
  return text;
}

// "Ada Lovelace: ..." -> "..."
std::string_view without_name(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size() && letters <= longest_name; ++at) {
    if (text[at] == '.') return text;
    if (text[at] == ':') return letters > 0 && at + 1 < text.size() && text[at + 1] == ' ' ? text.substr(at + 2) : text;
    letters += (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80 ? 1 : 0;
  }
  return text;
}

std::size_t spaced_words(std::string_view text) {
  constexpr std::string_view space = " \t\n\r\f\v";
  std::size_t count = 0;
  for (auto at = text.find_first_not_of(space); at != std::string_view::npos; at = text.find_first_not_of(space, at)) {
    ++count;
    at = std::min(text.find_first_of(space, at), text.size());
  }
  return count;
}

bool holds(std::string_view lowered, std::string_view phrase) {
  for (auto at = lowered.find(phrase); at != std::string_view::npos; at = lowered.find(phrase, at + 1))
    if ((at == 0 || word_ends(lowered, at - 1)) && word_ends(lowered, at + phrase.size())) return true;
  return false;
}

}  // namespace

bool has_form(std::string_view text) {
  const auto body = without_name(strip(text));
  const auto words = spaced_words(body);
  if (words < least_words || words > most_words) return false;
  const auto lowered = text::lower(body);
  const auto start = strip(lowered);
  const bool dangles = std::ranges::any_of(
      bad_starts, [&](std::string_view bad) { return start.starts_with(bad) && word_ends(start, bad.size()); });
  return !dangles && std::ranges::none_of(fillers, [&](std::string_view filler) { return holds(lowered, filler); });
}

}  // namespace pith::evaluation
