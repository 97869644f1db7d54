#include "stages/insight/spoken_words.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::string_view closing = ".,!?;:-)]\"'";
constexpr std::string_view opening = "([\"'*_`-";

std::string bare_of(std::string_view word) {
  auto bare = text::lower(word);
  if (bare.contains('\xE2'))  // all of them begin so
    for (const std::string_view quote : {"\u201C", "\u201D", "\u2014", "\u2026", "\u2013"})
      for (auto at = bare.find(quote); at != std::string::npos; at = bare.find(quote)) bare.erase(at, quote.size());
  while (!bare.empty() && (closing.contains(bare.back()) || opening.contains(bare.back()))) bare.pop_back();
  if (bare.starts_with("..")) bare.erase(0, bare.find_first_not_of('.'));
  const auto first = bare.find_first_not_of(opening);
  return first == std::string::npos ? std::string() : bare.substr(first);
}

bool is_letter(char letter) { return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z'; }

std::string_view without_quotes(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool SpokenWord::pauses() const {
  const auto core = without_quotes(text);
  return !core.empty() &&
         (std::string_view(".,!?;:-").contains(core.back()) || core.ends_with("\u2014") || core.ends_with("\u2026"));
}

bool SpokenWord::abbreviates() const {
  constexpr std::array<std::string_view, 6> titles{"Dr.", "Mr.", "Mrs.", "Ms.", "St.", "vs."};
  const auto core = without_quotes(text);
  if (core.size() < 2 || core.back() != '.' || !is_letter(core[core.size() - 2])) return false;
  if (core.size() == 2) return core.front() >= 'A' && core.front() <= 'Z' && core.front() != 'I';
  return core[core.size() - 3] == '.' || std::ranges::find(titles, core) != titles.end();
}

bool SpokenWord::ends() const {
  const auto core = without_quotes(text);
  return !core.empty() && !abbreviates() && (std::string_view(".!?").contains(core.back()) || core.ends_with("\u2026"));
}

SpokenWords split_spoken(std::string_view text) {
  SpokenWords words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back({std::string(text.substr(at, end - at)), bare_of(text.substr(at, end - at))});
    at = end + 1;
  }
  return words;
}

std::string join_spoken(const SpokenWords& words) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

void remove_words(SpokenWords& words, std::size_t first, std::size_t count) {
  const auto& last = words[first + count - 1];
  if (first > 0 && last.ends() && !words[first - 1].ends()) {
    auto& before = words[first - 1].text;
    while (!before.empty() && (before.back() == ',' || before.back() == '-')) before.pop_back();
    before += without_quotes(last.text).back() == '?' ? '?' : '.';
  }
  if (first > 0 && last.text.ends_with(';') && !words[first - 1].pauses()) words[first - 1].text += ';';
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
  words.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
}

bool reads(const SpokenWords& words, std::size_t at, std::string_view phrase) {
  while (!phrase.empty()) {
    const auto space = std::min(phrase.find(' '), phrase.size());
    if (at >= words.size() || words[at].bare != phrase.substr(0, space)) return false;
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
    ++at;
  }
  return true;
}

}  // namespace pith::insight
