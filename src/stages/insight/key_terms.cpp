#include "stages/insight/key_terms.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "stages/insight/ngram_hash.h"
#include "stages/insight/spoken_words.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_topics = 3;
constexpr std::size_t most_names = 8;

bool capitalised(const SpokenWord& word) {
  const auto at = word.text.find_first_not_of("(\"'");
  return at != std::string::npos && word.text[at] >= 'A' && word.text[at] <= 'Z' && word.bare != "i" &&
         !word.bare.starts_with("i'");
}

std::string name_of(const SpokenWord& word) {
  std::string_view name = word.text;
  constexpr std::string_view around = ".,!?;:-()\"'[]";
  while (!name.empty() && around.contains(name.back())) name.remove_suffix(1);
  while (!name.empty() && around.contains(name.front())) name.remove_prefix(1);
  if (name.ends_with("'s")) name.remove_suffix(2);
  return std::string(name);
}

void names_in_sentence(std::string_view text, std::vector<std::string>& names) {
  const auto words = split_spoken(text);
  std::string name;
  const auto close = [&] {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    name.clear();
  };
  for (std::size_t at = 1; at < words.size(); ++at) {
    const bool opens = words[at - 1].ends();
    if (capitalised(words[at]) && !opens)
      name += (name.empty() ? "" : " ") + name_of(words[at]);
    else
      close();
    if (words[at].pauses()) close();
  }
  close();
}

}  // namespace

std::vector<std::string> topics_of(const Talk& talk, const TalkCounts& counts, const Passage& passage) {
  std::map<std::string, double> worth;
  for (auto cue = passage.first; cue < passage.end(); ++cue) {
    const auto lowered = text::words(talk.transcript->cues[cue].text);
    const auto facts = talk.words_of(cue);
    for (std::size_t at = 0; at < std::min(lowered.size(), facts.size()); ++at) {
      const bool plain = lowered[at].size() > 3 && !lowered[at].contains('\'') && facts[at].facts.classes == 0;
      const auto count = counts.count(facts[at].hash);
      if (!plain || count < 3) continue;
      worth[lowered[at]] += std::sqrt(static_cast<double>(count)) * facts[at].facts.rarity;
    }
  }
  std::vector<std::pair<double, std::string>> ordered;
  for (const auto& [word, value] : worth) ordered.emplace_back(-value, word);
  std::ranges::sort(ordered);
  std::vector<std::string> topics;
  for (const auto& [value, word] : ordered) {
    const bool variant = std::ranges::any_of(
        topics, [&](const auto& other) { return other.starts_with(word) || word.starts_with(other); });
    if (topics.size() < most_topics && !variant) topics.push_back(word);
  }
  return topics;
}

std::vector<std::string> names_in(const Transcript& transcript, const Passage& passage) {
  std::vector<std::string> names;
  for (auto cue = passage.first; cue < passage.end() && names.size() < most_names; ++cue)
    names_in_sentence(transcript.cues[cue].text, names);
  return names;
}

}  // namespace pith::insight
