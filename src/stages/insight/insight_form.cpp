#include "stages/insight/insight_form.h"

#include <fmt/format.h>

#include "stages/insight/heard_words.h"
#include "stages/insight/standing_alone.h"

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
  if (holds_filler(headline, Wording::written) || holds_filler(text, Wording::written))
    faults.emplace_back("it holds a filler such as \"you know\"");
  if (starts_dangling(text, Wording::written)) faults.emplace_back("its text begins with a pronoun or a connective");
  return faults;
}

}  // namespace pith::insight
