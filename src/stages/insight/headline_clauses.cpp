#include "stages/insight/headline_clauses.h"

#include <algorithm>
#include <ranges>
#include <string_view>
#include <utility>

#include "stages/insight/clause_edges.h"
#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/hedges.h"
#include "stages/insight/standing_alone.h"
#include "stages/insight/tidy.h"
#include "stages/insight/verbs.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_words = 12;
constexpr std::size_t least_words = 4;
constexpr std::size_t least_trimmed = 5;  // less leaves out too much
constexpr std::size_t longest_run = 40;   // words of a run that is still worth trimming
constexpr std::size_t longest_lead = 8;   // that may go before a claim

// A clause may begin before these even without a pause.
constexpr WordSet breaks({"because", "but", "which", "so", "whereas", "although", "unless", "until", "and", "if"});
// What is said holds only with a clause that begins so.
constexpr WordSet conditions({"if", "unless", "when", "until", "once", "whenever", "as", "than", "except"});
// What stands alone seldom begins with these.
constexpr WordSet leaning_starts({"being",      "then",    "where",  "who",     "whose",  "whom",      "than",
                                  "of",         "to",      "from",   "by",      "also",   "even",      "too",
                                  "just",       "them",    "their",  "here",    "such",   "including", "meaning",
                                  "instead",    "maybe",   "which",  "there's", "there",  "therefore", "another",
                                  "let's",      "let",     "his",    "her",     "please", "never",     "i'm",
                                  "especially", "whether", "sure",   "some",    "other",  "others",    "again",
                                  "otherwise",  "anyway",  "both",   "mine",    "ours",   "theirs",    "him",
                                  "whatever",   "same",    "either", "hence",   "versus", "hopefully", "kind",
                                  "sort",       "thank",   "thanks", "look"});
constexpr WordSet parenthetic({"who", "which", "like", "especially", "including", "such", "i", "you", "as",
                               "obviously"});
constexpr std::size_t longest_aside = 3;  // of "I think", "as I said": what is longer may be the claim
constexpr WordSet reports({"think", "say", "said", "says", "saying", "believe", "thought", "like", "thinks", "asked",
                           "ask", "goes", "go", "pretend"});
constexpr WordSet cuts({"in", "on", "at", "for", "with", "from", "during", "across", "through", "within", "by",
                        "over"});

bool broken_off(const SpokenWord& word) {
  return word.bare.empty() || word.text.ends_with("...") || word.text.ends_with("\u2026") || word.text.ends_with("-") ||
         word.text.contains("\u2014") || word.text.contains('[');
}
// " - " between two parts of a sentence.
bool is_dash(const SpokenWord& word) { return word.text == "-" || word.text == "\u2013"; }
bool quotes(const SpokenWord& word) {
  return word.text.contains('"') || word.text.contains("\u201C") || word.text.contains("\u201D");
}

bool is_number(std::string_view word) {
  return std::ranges::any_of(word, [](char letter) { return letter >= '0' && letter <= '9'; });
}

struct Place {
  std::size_t source = 0;
  bool quoted = false;  // begins inside a quotation
};

// One sentence and the runs of clauses in it.
class Sentence {
 public:
  Sentence(SpokenWords words, const Place& place, std::vector<HeadlineClause>& out)
      : words_(std::move(words)), place_(place), out_(out), starts_{0} {
    for (std::size_t at = 1; at < words_.size(); ++at)
      if (begins_clause(at)) starts_.push_back(at);
    starts_.push_back(words_.size());
    in_quote_.resize(words_.size() + 1, place.quoted);
    for (std::size_t at = 0; at < words_.size(); ++at)
      in_quote_[at + 1] = in_quote_[at] != (std::ranges::count(words_[at].text, '"') % 2 == 1);
  }

  bool ends_quoted() const { return in_quote_.back(); }
  void add_all() {
    for (std::size_t first = 0; first + 1 < starts_.size(); ++first)
      for (std::size_t end = first + 1; end < starts_.size(); ++end) {
        if (end > first + 1 && starts_[end - 1] - starts_[first] > most_words + longest_lead) break;
        add_run(first, end);
        for (std::size_t gone = first + 1; gone + 1 < end; ++gone) add_without(first, end, gone);
      }
  }

 private:
  bool begins_clause(std::size_t at) const {
    constexpr WordSet intensifiers({"really", "very", "super", "pretty"});
    if (words_[at - 1].pauses()) return !(intensifiers.has(words_[at - 1].bare) && words_[at - 1].text.ends_with(','));
    constexpr WordSet narrowing({"not", "just", "only", "simply", "even", "mostly"});
    if (words_[at - 1].bare == "that") return says_what_is(at);
    if (words_[at].bare == "so" && !subject_follows(at)) return false;  // "to drop it so low"
    return breaks.has(words_[at].bare) && !narrowing.has(words_[at - 1].bare);
  }
  bool subject_follows(std::size_t at) const {
    if (at + 1 >= words_.size()) return false;
    const auto& next = words_[at + 1].bare;
    return is_subject_pronoun(next) || is_determiner(next) || next == "it's" || next == "that's" || next == "if" ||
           next == "when";
  }
  // After "the rule is that", and not after "the myth is that".
  bool says_what_is(std::size_t at) const {
    constexpr WordSet verbs({"is", "was"});
    constexpr WordSet unsure({"myth",    "misconception", "perception", "assumption", "idea",    "theory",     "hope",
                              "fear",    "argument",      "claim",      "belief",     "feeling", "impression", "worry",
                              "promise", "dream",         "question",   "not",        "isn't",   "wasn't",     "if",
                              "they",    "people",        "his",        "her",        "their"});
    if (at < 3 || !verbs.has(words_[at - 2].bare)) return false;
    return std::ranges::none_of(words_ | std::views::take(at), [&](const auto& word) { return unsure.has(word.bare); });
  }
  SpokenWords slice(std::size_t from, std::size_t to) const {
    return {words_.begin() + static_cast<std::ptrdiff_t>(from), words_.begin() + static_cast<std::ptrdiff_t>(to)};
  }
  bool conditional(std::size_t run) const {
    auto at = starts_[run];
    while (at + 1 < starts_[run + 1] &&
           (words_[at].bare == "and" || words_[at].bare == "so" || words_[at].bare == "but" ||
            words_[at].bare == "only" || words_[at].bare == "even"))
      ++at;
    return conditions.has(words_[at].bare);
  }
  // "to be used and | designed well": no clause ends before the second of two verbs.
  bool breaks_off(std::size_t at) const {
    const auto& last = words_[at - 1];
    const bool said_of = at > 1 && is_subject_pronoun(words_[at - 2].bare);
    return !last.pauses() && verb_form(last.bare) && (said_of || !is_noun_too(last.bare));
  }
  // What stands before these needs them: "I realized, as a founder, | that ...".
  bool goes_on(std::size_t at) const {
    constexpr WordSet needed({"that", "to", "than", "how", "what", "where", "of", "whether", "is"});
    return needed.has(words_[at].bare);
  }
  // What would be left out must not change what is said.
  bool cuts_condition(std::size_t first, std::size_t end) const {
    if (first > 0 && (conditional(first - 1) || conditional(0))) return true;
    return end + 1 < starts_.size() && conditional(end);
  }
  bool reported(std::size_t first) const {
    if (in_quote_[starts_[first]]) return true;
    return first > 0 && reports.has(words_[starts_[first] - 1].bare);
  }

  // "GPT 3 and 4, | we saw", "big, shiny, | new features land": what stands before has no verb of its own and belongs
  // to what follows. Connectives and phrases that lead any claim do not.
  bool framed(std::size_t first) const {
    if (first == 0) return false;
    const auto from = starts_[first];
    if (!words_[from - 1].text.ends_with(',')) return false;
    const auto frame = slice(starts_[first - 1], from);
    if (has_verb(frame) || read_clause(frame).verb > 0 || frame.front().bare.ends_with("ly")) return false;
    auto both = slice(starts_[first - 1], starts_[first + 1]);
    drop_lead(both);
    drop_hedges(both);
    return both.size() > starts_[first + 1] - from;
  }

  void add_run(std::size_t first, std::size_t end) {
    const auto from = starts_[first];
    auto to = starts_[end];
    if (is_dash(words_[to - 1])) --to;
    if (to == from) return;
    const auto& last = words_[starts_[end - 1]].bare;
    if (to < words_.size() && end > first + 1 && (last == "as" || last == "like")) return;
    if (to < words_.size() && (breaks_off(to) || goes_on(to) || belongs_to_what_goes_before(words_, to))) return;
    if (under_what_goes_before(words_, from) || framed(first)) return;
    if (to - from > longest_run || cuts_condition(first, end) || reported(first)) return;
    const bool listed = first > 0 && words_[from].bare == "and" && !words_[from - 1].pauses();
    add(slice(from, to), {.opens = first == 0,
                          .closes = to == words_.size(),
                          .listed = listed,
                          .next = to < words_.size() ? words_[to].bare : ""});
  }
  // The same without one remark between pauses.
  void add_without(std::size_t first, std::size_t end, std::size_t gone) {
    const auto from = starts_[gone];
    const auto to = starts_[gone + 1];
    const bool remark = words_[from - 1].text.ends_with(',') && words_[to - 1].text.ends_with(',') &&
                        parenthetic.has(words_[from].bare) && std::ranges::none_of(slice(from, to), quotes);
    const bool own_words = words_[from].bare == "i" || words_[from].bare == "you" || words_[from].bare == "as";
    if (!remark || (own_words && to - from > longest_aside)) return;
    if (cuts_condition(first, end) || reported(first) || framed(first)) return;
    auto left = slice(starts_[first], from);
    left.back().text.pop_back();
    const auto right = slice(to, starts_[end]);
    left.insert(left.end(), right.begin(), right.end());
    add(left, {.opens = first == 0, .closes = end + 1 == starts_.size(), .listed = false});
  }

  struct Where {
    bool opens = false;
    bool closes = false;
    bool listed = false;
    std::string_view next = {};
  };
  void add(const SpokenWords& run, const Where& where) {
    const bool open_inside = std::ranges::any_of(run | std::views::take(run.size() - 1), broken_off);
    if (open_inside || (broken_off(run.back()) && !where.closes) || std::ranges::any_of(run, quotes)) return;
    auto words = run;
    drop_lead(words);
    drop_hedges(words);
    drop_weak(words);
    if (words.empty() || (where.listed && !is_subject_pronoun(words.front().bare))) return;
    HeadlineClause clause;
    clause.words = std::move(words);
    clause.lead = run.front().bare;
    clause.source = place_.source;
    clause.opens = where.opens;
    clause.closes = where.closes;
    clause.next = where.next;
    if (clause.words.size() > most_words)
      add_trimmed(clause);
    else if (stands_alone(clause))
      out_.push_back(std::move(clause));
  }

  // "you have to account | for it": whatever else the word may be, here it is a verb.
  static bool acts(const SpokenWords& words, std::size_t at) {
    if (at == 0) return false;
    const auto& before = words[at - 1].bare;
    return before == "to" || is_auxiliary(before) || is_contraction(before) || is_subject_pronoun(before);
  }
  static bool is_particle(std::string_view word) {
    constexpr WordSet particles({"up", "out", "off", "down", "back", "away", "over", "along"});
    return particles.has(word);
  }
  // "Today you can't", "a hundred and something": what is meant was said before or is left open.
  static bool ends_open_here(const SpokenWords& words) {
    constexpr WordSet open({"something", "whatever", "everything", "stuff"});
    const auto& last = words.back().bare;
    const auto& before = words[words.size() - 2].bare;
    return is_auxiliary(last) || last == "so" || (open.has(last) && (before == "and" || before == "or"));
  }
  // "The problem is, the more it grows ..."
  static bool compares_on(const HeadlineClause& clause) {
    constexpr WordSet steps({"more", "less", "better", "longer", "bigger", "easier", "faster", "higher"});
    for (std::size_t at = 1; at + 1 < clause.words.size(); ++at)
      if (clause.words[at - 1].pauses() && clause.words[at].bare == "the" && steps.has(clause.words[at + 1].bare))
        return !clause.closes;
    return false;
  }
  // "I keep thinking about ...": what the speaker does in mind is no claim.
  static bool muses(const SpokenWords& words) {
    static constexpr WordSet minds(
        {"think", "thinking", "wonder", "hope", "imagine", "remember", "look", "mean", "guess"});
    for (std::size_t at = 0; at + 2 < words.size(); ++at)
      if (words[at].bare == "i" && (minds.has(words[at + 1].bare) || minds.has(words[at + 2].bare))) return true;
    return false;
  }
  // More than small words and verbs: "You have to think" says nothing.
  static bool says_something(const SpokenWords& words) {
    static constexpr WordSet empty({"thing", "things", "stuff", "something", "lot", "somebody", "someone", "way",
                                    "that's", "people", "true", "saying", "everybody", "anything", "everything",
                                    "example", "imagine", "remember"});
    const auto content = std::ranges::count_if(words, [](const auto& word) {
      const auto& bare = word.bare;
      return bare.size() > 2 && !is_determiner(bare) && !is_preposition(bare) && !is_adverb(bare) &&
             !is_auxiliary(bare) && !is_subject_pronoun(bare) && !opens_clause(bare) && !empty.has(bare) &&
             !is_belief(bare) && !(verb_form(bare) && bare.size() < 5);
    });
    return content >= 2;
  }

  // "If you build Signal, that secure app": what it is a condition of comes later.
  static bool condition_alone(const SpokenWords& words) {
    if (!conditions.has(words.front().bare)) return false;
    const auto pause = std::ranges::find_if(words, &SpokenWord::pauses);
    return pause == words.end() || !has_verb({pause + 1, words.end()});
  }

  bool stands_alone(HeadlineClause& clause) const {
    const auto& words = clause.words;
    if (words.size() < least_words || words.size() > most_words) return false;
    const auto& first = words.front().bare;
    if (first == "which" || begins_like_a_part(words)) return false;
    if (compares_on(clause)) return false;
    if (reads(words, 0, "much like") || reads(words, 0, "more so") || reads(words, 0, "the more") ||
        reads(words, 0, "the less"))
      return false;
    clause.thin = !says_something(words) || muses(words);
    if (is_auxiliary(first) && (!clause.opens || is_subject_pronoun(words[1].bare))) return false;
    if (!clause.opens && begins_inside(words)) return false;
    if (!clause.closes && condition_alone(words)) return false;
    if (ends_open_here(words) || half_of_two(words) || (!clause.closes && ends_early(words))) return false;
    if (words.back().text.contains('?') || words.back().bare.empty() || (broken_off(words.back()) && !clause.closes))
      return false;
    if (!clause.closes && belief_without_claim(words)) return false;
    const auto reading = read_clause(words);
    clause.order = reading.imperative;
    clause.whole = reading.whole;
    clause.leans = reading.leans || starts_dangling(first) || leaning_starts.has(first);
    if (reading.whole) return clause.opens || !reading.imperative;
    return clause.opens && clause.closes && !broken_off(words.back()) && may_be_whole(words, reading);
  }
  // A sentence of which grammar.h cannot tell.
  static bool may_be_whole(const SpokenWords& words, const ClauseReading& reading) {
    const auto& first = words.front().bare;
    if (conditions.has(first) || is_auxiliary(first) || is_preposition(first) || first == "let's") return false;
    return reading.verb > 0 || verb_form(first);
  }

  // Cut before what only adds where, when and with whom; not where that would say more than was said.
  void add_trimmed(const HeadlineClause& clause) {
    if (std::ranges::any_of(clause.words, [](const auto& word) { return is_negation(word.bare); })) return;
    for (std::size_t at = most_words; at > least_trimmed; --at) {
      const auto& last = clause.words[at - 1];
      const bool verb = verb_form(last.bare) && !is_noun_too(last.bare);
      if (!cuts.has(clause.words[at].bare) || verb || acts(clause.words, at - 1) || last.pauses() ||
          last.bare.ends_with("ed") || is_number(last.bare) || is_subject_pronoun(last.bare) || last.bare == "me" ||
          last.bare == "us" || last.bare == "them" || is_auxiliary(last.bare) || is_adverb(last.bare) ||
          is_particle(last.bare))
        continue;
      auto shorter = clause;
      shorter.next = clause.words[at].bare;
      shorter.words.resize(at);
      shorter.trimmed = true;
      shorter.closes = false;
      if (stands_alone(shorter)) out_.push_back(std::move(shorter));
    }
  }

  SpokenWords words_;
  Place place_;
  std::vector<HeadlineClause>& out_;
  std::vector<std::size_t> starts_;
  std::vector<bool> in_quote_;  // before each word
};

// A cue may hold several sentences.
std::vector<SpokenWords> sentences_in(std::string_view text) {
  std::vector<SpokenWords> all(1);
  for (auto& word : split_spoken(text)) {
    const bool ends = word.ends();
    all.back().push_back(std::move(word));
    if (ends) all.emplace_back();
  }
  if (all.back().empty()) all.pop_back();
  return all;
}

void add_clauses(const HeadlineSource& source, const Place& place, std::vector<HeadlineClause>& out) {
  bool quoted = source.setting.quoted;  // a quotation may run over several sentences
  for (auto& words : sentences_in(source.sentence)) {
    Sentence sentence(std::move(words), {place.source, quoted}, out);
    sentence.add_all();
    quoted = sentence.ends_quoted();
  }
}

}  // namespace

std::vector<HeadlineClause> headline_clauses(std::span<const HeadlineSource> sentences) {
  std::vector<HeadlineClause> clauses;
  for (std::size_t source = 0; source < sentences.size(); ++source) add_clauses(sentences[source], {source}, clauses);
  return clauses;
}

std::string as_headline(const SpokenWords& words) {
  auto text = with_balanced_quotes(join_spoken(words));
  text.erase(0, std::min(text.find_first_not_of("., "), text.size()));
  while (!text.empty() && std::string_view(" .,;:-").contains(text.back())) text.pop_back();
  if (text.ends_with("\u2026")) text.resize(text.size() - 3);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace pith::insight
