#include "stages/insight/key_terms.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "stages/insight/names.h"
#include "stages/insight/ngram_hash.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_topics = 3;
constexpr std::size_t most_names = 8;

// Of words that stand in more than one cue of some fifty.
constexpr float common_rarity = 4;

// Words that come often and say of nothing what it is about.
constexpr std::string_view no_topics =
    " able about actually after again already also always amazing another around away back become been before being "
    "better "
    "between both bring call called came come comes coming could couple course definitely different does doesn't doing "
    "done "
    "down each easy either else end ends enough even everything exactly excited example feel felt few find first "
    "forward full "
    "gave getting give gives given giving goes going gone great guess guys half happen happened happens hard having "
    "hear heard "
    "help here here's himself huge interesting into itself keep kept kinds knew know known last later least left less "
    "lets "
    "like likely literally little long look looked looking looks lots made make makes making many maybe mean means "
    "mention "
    "mentioned might minute moment month months more most move much myself need needed needs never next nice often "
    "once ones "
    "other others over part parts percent perfect perhaps piece pieces place point pretty probably question quite "
    "rather "
    "ready real really right running said same saying says second seeing seem seems seen sense several should show "
    "similar "
    "simple simply since small some somebody someone something sometimes somewhere soon sort start started starting "
    "still "
    "stop stuff such suddenly super sure take taken takes taking talk talked talking tell than thank that's their them "
    "themselves then there there's these they thing things think thinking third those though thought three through "
    "time "
    "times today together told took total towards tried tries true truly trying turn under understand until upon used "
    "using "
    "usually various very want wanted wants ways week weeks well went were what whatever when where which while whole "
    "whoever will with within without wonderful word words work worked working works worth would wrong year years "
    "yourself "
    "they're you're we're across along although among anyway aren't asked asking basically began begin behind believe "
    "beyond "
    "built certain certainly cool days early especially essentially everybody everyone extra extremely fact fairly "
    "finally "
    "fine form front further general generally happy high hour hours however imagine instead kind large learned level "
    "line "
    "loads love massive matter nobody none nothing number obvious obviously option order original otherwise particular "
    "people person possible potentially previous problem put quick quickly reason recently regular remember run "
    "seriously "
    "set side situation somehow special specific specifically stage stand state step steps story stuff terms typically "
    "wait walk watch wonder write ";

bool can_be_topic(const std::string& word, const TalkWord& facts) {
  return word.size() > 2 && !word.contains('\'') && facts.facts.classes == 0 && has_substance(facts) &&
         !no_topics.contains(" " + word + " ");
}

// The cue's words and pairs of words that may be topics, with what they are worth.
void add_terms(const Talk& talk, const TalkCounts& counts, std::size_t cue, std::map<std::string, double>& worth) {
  constexpr std::size_t least_single = 3;
  constexpr std::size_t least_pair = 2;
  const auto words = text::words(talk.transcript->cues[cue].text);
  const auto facts = talk.words_of(cue);
  for (std::size_t at = 0; at < std::min(words.size(), facts.size()); ++at) {
    if (!can_be_topic(words[at], facts[at])) continue;
    const auto count = counts.count(facts[at].hash);
    if (count >= least_single && words[at].size() > 3)
      worth[words[at]] += std::sqrt(static_cast<double>(count)) * facts[at].facts.rarity;
    if (at + 1 >= std::min(words.size(), facts.size()) || !can_be_topic(words[at + 1], facts[at + 1])) continue;
    const auto together = counts.count(facts[at].hash, facts[at + 1].hash);
    if (together >= least_pair)
      worth[words[at] + " " + words[at + 1]] +=
          std::sqrt(static_cast<double>(together)) * (facts[at].facts.rarity + facts[at + 1].facts.rarity);
  }
}

// Is the term part of one that stands already, or another form of it?
bool says_again(const std::vector<std::string>& topics, std::string_view term) {
  constexpr std::size_t stem = 5;
  return std::ranges::any_of(topics, [&](std::string_view other) {
    return other.contains(term) || term.contains(other) || other.substr(0, stem) == term.substr(0, stem);
  });
}

}  // namespace

std::vector<std::string> topics_of(const Talk& talk, const TalkCounts& counts, const Passage& passage) {
  std::map<std::string, double> worth;
  for (auto cue = passage.first; cue < passage.end(); ++cue) add_terms(talk, counts, cue, worth);
  std::vector<std::pair<double, std::string>> ordered;
  ordered.reserve(worth.size());
  for (const auto& [term, value] : worth) ordered.emplace_back(-value, term);
  std::ranges::sort(ordered);
  std::vector<std::string> topics;
  for (const auto& [value, term] : ordered)
    if (topics.size() < most_topics && !says_again(topics, term)) topics.push_back(term);
  return topics;
}

std::vector<std::string> entities_in(std::string_view text, const Background& background) {
  std::vector<std::string> entities;
  for (const auto& name : names_in(text)) {
    auto entity = fmt::format("{}", fmt::join(name, " "));
    const bool common = name.size() == 1 && background.of(hash_of(text::lower(entity))).rarity < common_rarity;
    const bool told = std::ranges::find(entities, entity) != entities.end();
    if (!common && !told && entities.size() < most_names) entities.push_back(std::move(entity));
  }
  return entities;
}

}  // namespace pith::insight
