#include "stages/transcript/speakers.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_name = 48;

// Words that open a sentence or a heading, never a name. Sorted.
constexpr std::array<std::string_view, 59> no_names{
    "a",         "also",  "and",     "another",  "answer",   "break", "but",      "chapter", "date",   "example",
    "finally",   "first", "here",    "host",     "hosts",    "how",   "http",     "https",   "i",      "if",
    "important", "in",    "it",      "language", "links",    "my",    "no",       "note",    "number", "ok",
    "on",        "one",   "part",    "problem",  "question", "quote", "reminder", "rule",    "second", "section",
    "so",        "step",  "summary", "that",     "the",      "then",  "there",    "third",   "this",   "time",
    "tip",       "title", "topic",   "warning",  "we",       "what",  "why",      "yes",     "you"};
static_assert(std::ranges::is_sorted(no_names));

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Small words inside names: "Ludwig van Beethoven".
bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 12> particles{"al",  "and", "bin", "da",  "de",  "del",
                                                       "der", "di",  "la",  "van", "von", "y"};
  return std::ranges::binary_search(particles, word);
}

std::string_view without_markdown(std::string_view text) {
  while (text.starts_with('*') || text.starts_with('_')) text.remove_prefix(1);
  while (text.ends_with('*') || text.ends_with('_')) text.remove_suffix(1);
  return text::trim(text);
}

// "Leo Dion (host)" -> "Leo Dion"
std::string_view without_role(std::string_view name) {
  const auto open = name.find(" (");
  return name.ends_with(')') && open != npos ? name.substr(0, open) : name;
}

struct Counted {
  std::map<std::string, int> counts;

  bool is_person(const std::string& name) const {
    const auto own = counts.find(name);
    if (own == counts.end()) return false;
    if (own->second > 1) return true;
    if (name.find(' ') != npos) return true;
    return std::ranges::any_of(counts, [&](const auto& other) {
      return other.first != name &&
             (other.first.starts_with(name + " ") || (other.second > 1 && name.starts_with(other.first + " ")));
    });
  }
};

Counted count_prefixes(const RawTranscript& raw) {
  Counted counted;
  for (const auto& cue : raw.cues)
    if (const auto prefix = split_prefix(cue.text)) ++counted.counts[prefix->name];
  return counted;
}

}  // namespace

bool looks_like_name(std::string_view text) {
  if (text.empty() || text.size() > longest_name) return false;
  std::size_t count = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    text = end < text.size() ? text.substr(end + 1) : std::string_view();
    if (word.empty()) continue;
    if (word.find_first_of("?!:;\"()[]<>/=@") != npos) return false;
    if (count == 0 && std::ranges::binary_search(no_names, text::lower(word))) return false;
    if (is_lower(word[0]) && (count == 0 || !is_particle(word))) return false;
    if (count == 0 && (word[0] < 'A') && word[0] >= 0) return false;
    if (word.ends_with(',') && ++count > 4) return false;
    ++count;
  }
  return count >= 1 && count <= 6;
}

std::optional<Prefixed> split_prefix(std::string_view line) {
  const auto start = line.find_first_not_of(" \t\r\n");
  if (start == npos) return std::nullopt;
  line.remove_prefix(start);
  const auto colon = line.substr(0, longest_name + 24).find(':');
  if (colon == npos || colon == 0) return std::nullopt;
  auto rest = line.substr(colon + 1);
  const bool bold = line.starts_with("**") || line.starts_with("__");
  if (bold && (rest.starts_with("**") || rest.starts_with("__"))) rest.remove_prefix(2);
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '\n' && rest[0] != '\r' && rest[0] != '\t') return std::nullopt;
  const auto name = without_role(without_markdown(line.substr(0, colon)));
  if (!looks_like_name(name)) return std::nullopt;
  return Prefixed{text::fold_space(name), rest};
}

void take_prefixes(RawTranscript& raw) {
  const auto counted = count_prefixes(raw);
  if (counted.counts.empty()) return;
  std::string current;
  for (auto& cue : raw.cues) {
    const auto prefix = split_prefix(cue.text);
    if (prefix && counted.is_person(prefix->name)) {
      current = prefix->name;
      cue.text = std::string(prefix->rest);
      cue.new_turn = true;
    } else if (cue.new_turn || !cue.speaker.empty()) {
      current.clear();
    }
    if (cue.speaker.empty()) cue.speaker = current;
  }
}

bool means_unknown(std::string_view name) {
  constexpr std::array<std::string_view, 8> words{
      "", "?", "n/a", "none", "speaker", "unknown", "unknown speaker", "unidentified"};
  return std::ranges::find(words, text::lower(text::trim(name))) != words.end();
}

}  // namespace pith::transcript
