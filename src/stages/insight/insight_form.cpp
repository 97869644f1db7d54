#include "stages/insight/insight_form.h"

#include <fmt/format.h>

#include "stages/insight/heard_words.h"
#include "stages/insight/spoken_words.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_headline_words = 12;
constexpr std::size_t least_text_words = 25;
constexpr std::size_t most_text_words = 75;

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

// "<b>", "</p>", "<!--", "&nbsp;", "**bold**", "```": what is meant for a page and no reader. "a < b" is not.
bool holds_markup(std::string_view text) {
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const auto inside = text.substr(at + 1);
    const bool tag = !inside.empty() && (is_letter(inside.front()) || inside.front() == '/' || inside.front() == '!');
    if (tag && inside.contains('>')) return true;
  }
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const auto end = text.find(';', at);
    if (end != std::string_view::npos && end > at + 2 && end < at + 9 && text.find(' ', at) > end) return true;
  }
  return text.contains("**") || text.contains("```");
}

constexpr WordSet openings({"and",   "so",   "but", "or",    "he",     "she",  "they", "them",
                            "their", "his",  "her", "its",   "it",     "yeah", "yes",  "well",
                            "like",  "okay", "ok",  "right", "anyway", "um",   "uh"});

// Leans on what was said before. "It is a myth that ..." does not.
bool leans(std::string_view text) {
  const auto words = split_spoken(text.substr(0, 64));
  if (words.empty()) return false;
  const auto& first = words.front().bare;
  const bool it_is = first == "it's" || (first == "it" && words.size() > 2 && words[1].bare == "is");
  if (it_is) return words.size() > 2 && words[first == "it" ? 2 : 1].bare == "what";
  return openings.has(first) || first == "he's" || first == "she's" || first == "they're";
}

// "Um", and "you know" where pauses set it off: "unless you know which" is none.
bool holds_filler(std::string_view text) {
  constexpr WordSet sounds({"um", "uh", "erm", "gonna", "wanna"});
  const auto words = split_spoken(text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (sounds.has(words[at].bare) || reads(words, at, "kind of like") || reads(words, at, "sort of like")) return true;
    const bool phrase = reads(words, at, "you know") || reads(words, at, "i mean");
    if (phrase && words[at + 1].pauses() && (at == 0 || words[at - 1].pauses())) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> form_faults(std::string_view headline, std::string_view text) {
  std::vector<std::string> faults;
  const auto headline_words = chunks_of(headline).size();
  const auto text_words = chunks_of(text).size();
  if (headline_words == 0 || headline_words > most_headline_words)
    faults.push_back(fmt::format("its headline has {} words, it may have {}", headline_words, most_headline_words));
  if (text_words < least_text_words || text_words > most_text_words)
    faults.push_back(fmt::format("its text has {} words, it should have 35 to 60", text_words));
  if (holds_markup(headline) || holds_markup(text)) faults.emplace_back("it holds markup, it should be plain text");
  if (holds_filler(headline) || holds_filler(text)) faults.emplace_back("it holds a filler such as \"you know\"");
  if (leans(text)) faults.emplace_back("its text begins with a pronoun or a connective");
  return faults;
}

}  // namespace pith::insight
