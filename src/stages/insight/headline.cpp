#include "stages/insight/headline.h"

#include <algorithm>
#include <functional>
#include <ranges>
#include <string_view>
#include <utility>

#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/hedges.h"
#include "stages/insight/ngram_hash.h"
#include "stages/insight/standing_alone.h"
#include "stages/insight/tidy.h"
#include "stages/insight/word_classes.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_words = 12;
constexpr std::size_t good_words = 6;
constexpr float content_rarity = 3;

// Words that point to what a headline does not hold.
constexpr WordSet pointers({"it",   "it's", "its",   "they", "they're", "them",  "their", "he",
                            "she",  "him",  "his",   "her",  "this",    "these", "those", "there",
                            "that", "he's", "she's", "one",  "ones",    "such"});
constexpr WordSet vague({"thing", "things", "stuff", "something", "lot", "way", "ways", "that's", "point", "kind",
                         "sort", "bit", "anything", "part", "case", "question", "example", "idea"});

constexpr WordSet contrasting({"but", "yet", "however", "although", "though", "except"});
constexpr WordSet resulting({"so", "therefore", "because", "hence", "thus"});

// How much a word leaves open that the clause does not say: "that" and "this" alone most, before a noun less.
float looseness(const SpokenWords& words, std::size_t at) {
  const auto& bare = words[at].bare;
  if (!pointers.has(bare)) return 0;
  const auto next = at + 1 < words.size() ? std::string_view(words[at + 1].bare) : std::string_view();
  const bool alone = next.empty() || words[at].pauses() || is_preposition(next) || is_adverb(next);
  const bool last_noun = at > 0 && at + 3 > words.size() - 1;
  if (bare == "that" && !alone && last_noun) return 1.0F;
  if (bare == "that") return alone ? 2.0F : (at > 0 && is_preposition(words[at - 1].bare) ? 1.0F : 0.2F);
  if (bare == "this" || bare == "these" || bare == "those") return alone ? 2.0F : 1.0F;
  return at < 4 ? 1.0F : 0.5F;
}

// The words of a sentence that are not common ones, as hashes.
std::vector<std::uint64_t> content_of(const SpokenWords& words, const Background& background) {
  std::vector<std::uint64_t> content;
  for (const auto& word : words) {
    const auto hash = hash_of(word.bare);
    if (background.of(hash).rarity >= content_rarity) content.push_back(hash);
  }
  return content;
}

// "Money solves problems, | but not mine": the point is the other half.
bool conceded(const HeadlineClause& clause) {
  constexpr WordSet turns({"but", "although", "though", "except", "however", "yet"});
  return turns.has(clause.next);
}

// Reads the traits of clauses against the sentences they come from.
class Judge {
 public:
  Judge(std::span<const HeadlineSource> sentences, const Background& background)
      : sentences_(sentences), background_(background) {
    for (const auto& sentence : sentences) contents_.push_back(content_of(split_spoken(sentence.sentence), background));
    best_ = std::ranges::max(sentences, {}, &HeadlineSource::score).score;
  }

  HeadlineTraits traits(const HeadlineClause& clause) const {
    HeadlineTraits traits{};
    const auto set = [&](HeadlineTrait trait, float value) { traits[static_cast<std::size_t>(trait)] = value; };
    place(clause, set);
    setting(clause, set);
    meaning(clause, set);
    wording(clause, set);
    kinds(clause, set);
    return traits;
  }

 private:
  void place(const HeadlineClause& clause, const auto& set) const {
    const auto count = static_cast<float>(clause.words.size());
    set(HeadlineTrait::cue_score, sentences_[clause.source].score - best_);
    set(HeadlineTrait::opens, clause.opens ? 1 : 0);
    set(HeadlineTrait::closes, clause.closes ? 1 : 0);
    set(HeadlineTrait::trimmed, clause.trimmed ? 1 : 0);
    set(HeadlineTrait::few_words, std::max(0.0F, good_words - count));
    set(HeadlineTrait::words, count / most_words);
    set(HeadlineTrait::late, static_cast<float>(clause.source) / static_cast<float>(sentences_.size()));
    set(HeadlineTrait::order, clause.order ? 1 : 0);
    set(HeadlineTrait::thin, clause.thin ? 1 : 0);
    set(HeadlineTrait::whole, clause.whole ? 1 : 0);
    set(HeadlineTrait::leans, clause.leans ? 1 : 0);
    set(HeadlineTrait::best_cue, sentences_[clause.source].score >= best_ ? 1 : 0);
    set(HeadlineTrait::after_contrast, contrasting.has(clause.lead) ? 1 : 0);
    set(HeadlineTrait::after_result, resulting.has(clause.lead) ? 1 : 0);
  }
  void setting(const HeadlineClause& clause, const auto& set) const {
    const auto& around = sentences_[clause.source].setting;
    set(HeadlineTrait::conceded, conceded(clause) ? 1 : 0);
    set(HeadlineTrait::answered, around.answered ? 1 : 0);
    set(HeadlineTrait::supposed, around.supposed ? 1 : 0);
    set(HeadlineTrait::torn, around.torn ? 1 : 0);
    set(HeadlineTrait::goes_on, clause.next.empty() ? 0 : 1);
    set(HeadlineTrait::goes_on_and, clause.next == "and" || clause.next == "or" ? 1 : 0);
    set(HeadlineTrait::goes_on_because,
        clause.next == "because" || clause.next == "so" || clause.next == "since" ? 1 : 0);
    const auto definite = [](const auto& word) {
      return word.bare == "the" || word.bare == "that" || word.bare == "those";
    };
    set(HeadlineTrait::definite, static_cast<float>(std::ranges::count_if(clause.words, definite)));
  }
  void meaning(const HeadlineClause& clause, const auto& set) const {
    float shared = 0;
    const auto content = content_of(clause.words, background_);
    for (const auto word : content)
      for (std::size_t other = 0; other < contents_.size(); ++other)
        if (other != clause.source && std::ranges::find(contents_[other], word) != contents_[other].end()) shared += 1;
    float sum = 0;
    for (const auto& word : clause.words) sum += std::min(background_.of(hash_of(word.bare)).rarity, 8.0F) / 10;
    set(HeadlineTrait::central, std::min(shared, 6.0F));
    set(HeadlineTrait::substance, sum);
    const auto said = static_cast<float>(contents_[clause.source].size());
    set(HeadlineTrait::kept, said > 0 ? std::min(1.0F, static_cast<float>(content.size()) / said) : 0);
  }
  static void wording(const HeadlineClause& clause, const auto& set) {
    const auto& words = clause.words;
    float loose = 0;
    float nothing = 0;
    float self = 0;
    bool digits = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto& bare = words[at].bare;
      loose += looseness(words, at);
      nothing += vague.has(bare) ? 1.0F : 0.0F;
      self += at > 1 && (bare == "i" || bare.starts_with("i'") || bare == "my" || bare == "me") ? 1.0F : 0.0F;
      digits = digits || std::ranges::any_of(bare, [](char letter) { return letter >= '0' && letter <= '9'; });
    }
    const auto start = std::ranges::find_if_not(words, [](const auto& word) { return is_adverb(word.bare); });
    const auto first = start == words.end() ? std::string() : start->bare;
    set(HeadlineTrait::loose_pronouns, loose);
    set(HeadlineTrait::vague, nothing);
    set(HeadlineTrait::other_i, self);
    set(HeadlineTrait::number, digits ? 1 : 0);
    const auto named = std::ranges::count_if(words | std::views::drop(1), [](const auto& word) {
      return word.text.front() >= 'A' && word.text.front() <= 'Z' && word.bare != "i" && !word.bare.starts_with("i'");
    });
    set(HeadlineTrait::names, std::min(static_cast<float>(named), 2.0F));
    set(HeadlineTrait::of_i, first == "i" || first.starts_with("i'") || first == "my" ? 1 : 0);
    set(HeadlineTrait::of_we, first == "we" || first.starts_with("we'") || first == "our" ? 1 : 0);
    set(HeadlineTrait::of_you, first == "you" || first.starts_with("you'") || first == "your" ? 1 : 0);
    const auto verb = words[read_clause(words).verb].bare;
    set(HeadlineTrait::copula, verb == "is" || verb == "are" || verb == "isn't" || verb == "aren't" ? 1 : 0);
  }
  void kinds(const HeadlineClause& clause, const auto& set) const {
    std::uint32_t classes = 0;
    for (const auto& word : clause.words) classes |= background_.of(hash_of(word.bare)).classes;
    const auto has = [&](WordClass kind) { return (classes & bit(kind)) != 0 ? 1.0F : 0.0F; };
    set(HeadlineTrait::contrast, has(WordClass::contrast));
    set(HeadlineTrait::cause, has(WordClass::cause));
    set(HeadlineTrait::absolute, has(WordClass::absolute));
    set(HeadlineTrait::comparison, has(WordClass::comparison));
    set(HeadlineTrait::negation, has(WordClass::negation));
    set(HeadlineTrait::modal, has(WordClass::modal));
    set(HeadlineTrait::past, has(WordClass::past));
    set(HeadlineTrait::hedge, has(WordClass::hedge));
  }

  std::span<const HeadlineSource> sentences_;
  const Background& background_;
  std::vector<std::vector<std::uint64_t>> contents_;  // of each sentence
  float best_ = 0;
};

SpokenWords beginning(const HeadlineSource& source) {
  auto words = split_spoken(without_lead(source.sentence));
  drop_hedges(words);
  if (words.size() <= most_words) return words;
  words.resize(most_words);
  while (words.size() > 4 && (ends_open(words.back().bare) || is_auxiliary(words.back().bare))) words.pop_back();
  return words;
}

}  // namespace

std::string cut_headline(std::span<const HeadlineSource> sentences) {
  if (sentences.empty()) return {};
  const auto fitness = [](const HeadlineSource& source) {
    const auto words = beginning(source);
    const auto reading = read_clause(words);
    const bool asks = source.sentence.contains('?') || source.sentence.contains('"') ||
                      std::ranges::any_of(words, [](const auto& word) { return word.text.ends_with('-'); });
    const bool leans = reading.leans || starts_dangling(without_lead(source.sentence));
    return source.score + (asks ? 0.0F : 4.0F) + (leans ? 0.0F : 6.0F) + (reading.verb > 0 ? 6.0F : 0.0F) +
           (reading.whole ? 2.0F : 0.0F);
  };
  const auto words = beginning(*std::ranges::max_element(sentences, {}, fitness));
  const bool cut = !words.empty() && !words.back().ends();
  return as_headline(words) + (cut ? "\u2026" : "");
}

namespace {

std::vector<HeadlineChoice> choices_of(std::span<const HeadlineSource> sentences, const Background& background,
                                       std::span<const HeadlineClause> clauses) {
  const Judge judge(sentences, background);
  std::vector<HeadlineChoice> choices;
  for (const auto& clause : clauses) {
    auto headline = as_headline(clause.words);
    const auto same = [&](const HeadlineChoice& choice) {
      return choice.source == clause.source && choice.headline == headline;
    };
    if (std::ranges::any_of(choices, same)) continue;  // what was left out differs
    choices.push_back({std::move(headline), clause.source, judge.traits(clause), 0});
  }
  return choices;
}

// Of the worth of a headline that points back, besides what the model takes off for it.
constexpr float pointing_cost = 1.5F;

}  // namespace

std::vector<HeadlineChoice> headline_candidates(std::span<const HeadlineSource> sentences,
                                                const Background& background) {
  if (sentences.empty()) return {};
  return choices_of(sentences, background, headline_clauses(sentences));
}

std::vector<HeadlineChoice> headline_choices(std::span<const HeadlineSource> sentences, const HeadlineSense& sense) {
  if (sentences.empty()) return {};
  auto choices = headline_candidates(sentences, sense.background);
  for (auto& choice : choices) {
    choice.worth = sense.model.worth(choice.headline, choice.traits);
    if (points_back(split_spoken(choice.headline))) choice.worth -= pointing_cost;
  }
  std::ranges::stable_sort(choices, std::greater{}, &HeadlineChoice::worth);
  return choices;
}

}  // namespace pith::insight
