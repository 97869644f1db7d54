#include "stages/delivery/hook_words.h"

#include <algorithm>

#include "text/stems.h"
#include "text/words.h"

namespace pith::delivery {

namespace {

using Words = std::vector<std::string>;

Words stems_of(std::string_view text, text::Stems& stems) {
  Words found = text::words(text);
  for (auto& word : found) word = std::string(stems.of(word));
  return found;
}

}  // namespace

std::vector<std::string> words_met(std::span<const std::string> wanted, const Insight& insight) {
  text::Stems stems;
  std::vector<Words> spoken = {stems_of(insight.headline, stems), stems_of(insight.text, stems)};
  for (const auto& quote : insight.evidence) spoken.push_back(stems_of(quote.text, stems));
  const auto is_spoken = [&](const std::string& phrase) {
    const auto stemmed = stems_of(phrase, stems);
    return !stemmed.empty() && std::ranges::any_of(spoken, [&](const Words& words) {
      return !std::ranges::search(words, stemmed).empty();
    });
  };
  std::vector<std::string> met;
  std::ranges::copy_if(wanted, std::back_inserter(met), is_spoken);
  return met;
}

}  // namespace pith::delivery
