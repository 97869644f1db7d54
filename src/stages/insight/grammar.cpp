#include "stages/insight/grammar.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "stages/insight/function_words.h"
#include "stages/insight/verbs.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

using Words = std::span<const SpokenWord>;

// With these a third person's verb agrees.
constexpr WordSet singular_pronouns({"he",         "she",       "it",       "that",      "this",    "who",
                                     "which",      "what",      "everyone", "everybody", "someone", "somebody",
                                     "nobody",     "anyone",    "anybody",  "one",       "each",    "nothing",
                                     "everything", "something", "anything", "neither",   "none",    "there"});
// And with these a plain form.
constexpr WordSet plural_subjects({"i", "you", "we", "they", "who", "that", "which", "people", "men", "women",
                                   "children", "others", "many", "most", "both"});
// After these a plain form is no finite verb.
constexpr WordSet takes_plain({"to", "can", "could", "will", "would", "should", "must", "may", "might", "cannot",
                               "does", "did", "do", "shall"});
// After these a past form is a participle.
constexpr WordSet takes_participle({"am", "is", "are", "was", "were", "be", "been", "being", "has", "had", "have",
                                    "having", "get", "got", "gets"});
constexpr WordSet joins({"and", "or", "but", "nor", "so", "plus"});

// Some words, and which of them are finite verbs.
class Tagged {
 public:
  explicit Tagged(Words words) : words_(words), finite_(words.size(), false) {
    tag();
    sure_ = false;
    if (!finite_within(0, words.size())) tag();
  }

  std::size_t size() const { return words_.size(); }
  bool pauses(std::size_t at) const { return words_[at].pauses(); }
  bool finite(std::size_t at) const { return at < finite_.size() && finite_[at]; }
  bool finite_within(std::size_t from, std::size_t to) const {
    for (auto at = from; at < std::min(to, finite_.size()); ++at)
      if (finite_[at]) return true;
    return false;
  }
  std::string_view bare(std::size_t at) const { return at < words_.size() ? std::string_view(words_[at].bare) : ""; }
  bool boundary(std::size_t at) const { return at == 0 || words_[at - 1].pauses(); }

  // The word before, adverbs left out; none at the start of a clause.
  std::optional<std::size_t> before(std::size_t at) const {
    while (at > 0 && is_adverb(bare(at - 1))) --at;
    if (at == 0) return std::nullopt;
    return at - 1;
  }
  bool nominal(std::size_t at) const {
    const auto word = bare(at);
    if (is_subject_pronoun(word) || singular_pronouns.has(word)) return true;
    return !word.empty() && !is_determiner(word) && !is_preposition(word) && !opens_clause(word) && word != "to" &&
           !joins.has(word) && !is_auxiliary(word) && !is_contraction(word) && word != "be" && word != "been";
  }

 private:
  void tag() {
    for (std::size_t at = 0; at < words_.size(); ++at) finite_[at] = is_finite(at);
  }
  bool plural(std::size_t at) const {
    const auto word = bare(at);
    if (plural_subjects.has(word)) return true;
    return word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
           !word.contains('\'') && nominal(at) && !finite_[at];
  }

  bool is_finite(std::size_t at) const {
    const auto word = bare(at);
    const auto prior = before(at);
    if (word == "am") return prior && bare(*prior) == "i";
    if (is_auxiliary(word)) return true;
    if (is_contraction(word)) return true;
    if (word.ends_with("'s")) return is_contracted_is(at);
    if (word == "have" || word == "do") return prior && plural(*prior) && !plain_due(at);
    const auto form = verb_form(word);
    if (!form || !prior) return false;
    if (word == "like") return is_subject_pronoun(bare(*prior)) && !plain_due(at) && !boundary(at);
    if (*form == VerbForm::base) return plain_agrees(at, *prior);
    if (*form == VerbForm::third_person) return third_person_agrees(at, *prior);
    return *form == VerbForm::past && past_agrees(at, *prior);
  }
  bool is_contracted_is(std::size_t at) const {
    constexpr WordSet stems({"it", "that", "there", "he", "she", "what", "who", "here", "where", "how"});
    const auto stem = word_stem(bare(at));
    if (stems.has(stem) || singular_pronouns.has(stem)) return true;
    constexpr WordSet followers({"a", "the", "an", "not", "going", "really", "just", "been", "very", "always", "like"});
    return followers.has(bare(at + 1)) || (bare(at + 1).ends_with("ing") && !is_noun_too(bare(at + 1)));
  }
  bool plain_due(std::size_t at) const {
    const auto prior = before(at);
    if (!prior) return false;
    const auto due = [&](std::string_view word) { return takes_plain.has(word) || is_contraction(word); };
    return due(bare(*prior)) && !bare(*prior).ends_with("'ve");
  }
  // "to help you ship", "can you ship", "make people ship": a pronoun or noun between does not make it finite.
  bool led_by_helper(std::size_t prior) const {
    constexpr WordSet helpers(
        {"let", "lets", "make", "makes", "made", "help", "helps", "helped", "helping", "making", "see"});
    return prior > 0 && (helpers.has(bare(prior - 1)) || takes_plain.has(bare(prior - 1)));
  }
  bool plain_agrees(std::size_t at, std::size_t prior) const {
    if (plain_due(at) || !plural(prior) || led_by_helper(prior)) return false;
    if (plural_subjects.has(bare(prior)) && !is_determiner(bare(prior))) return true;
    return !sure_ || !is_noun_too(bare(at)) || closed_next(at);
  }
  bool third_person_agrees(std::size_t at, std::size_t prior) const {
    if (singular_pronouns.has(bare(prior))) return !is_noun_too(bare(at)) || bare(prior) != "this";
    if (!nominal(prior) || plural(prior) || boundary(at)) return false;
    return !is_noun_too(bare(at)) || object_next(at);
  }
  bool past_agrees(std::size_t at, std::size_t prior) const {
    if (takes_participle.has(bare(prior)) || is_contraction(bare(prior)) || bare(prior).ends_with("'s")) return false;
    if (bare(at + 1) == "by" || (at == 1 && is_preposition(bare(at + 1)) && !is_subject_pronoun(bare(prior))))
      return false;
    return nominal(prior) && !finite_[prior] && (!boundary(at) || is_subject_pronoun(bare(prior)));
  }
  bool object_next(std::size_t at) const {
    const auto next = bare(at + 1);
    return is_determiner(next) || is_subject_pronoun(next) || next == "to" || next == "that" || next == "us" ||
           next == "them";
  }
  bool closed_next(std::size_t at) const {
    const auto next = bare(at + 1);
    return is_determiner(next) || is_preposition(next) || is_adverb(next) || next == "to" || next == "it" ||
           next == "you" || next == "us" || next == "them" || next == "me" || next == "that" || next == "better" ||
           opens_clause(next);
  }

  Words words_;
  std::vector<bool> finite_;
  bool sure_ = true;  // only words that can hardly be nouns; given up where no verb is found ("hospitals waste half")
};

// Finds the main clause among the words.
class Reader {
 public:
  explicit Reader(Words words) : words_(words) {}

  ClauseReading read() {
    if (words_.size() == 0 || ends_openly()) return {};
    if (is_order()) return {.whole = closes(1), .imperative = true, .verb = 0};
    const bool whole = closes(0) && main_ && main_well_placed();
    return {.whole = whole, .imperative = false, .leans = main_ && leans(), .verb = main_.value_or(0)};
  }

 private:
  std::string_view bare(std::size_t at) const { return words_.bare(at); }
  bool boundary(std::size_t at) const { return words_.boundary(at); }
  bool nominal(std::size_t at) const { return words_.nominal(at); }
  bool ends_openly() const {
    const auto last = bare(words_.size() - 1);
    return ends_open(last) || (is_contraction(last) && !last.ends_with("n't"));
  }

  // "Name the threat", "Don't ship on Fridays".
  bool is_order() const {
    const auto first = bare(0);
    if (first == "don't" || first == "never") return verb_form(bare(1)) == VerbForm::base || bare(1) == "be";
    if (first == "be") return true;
    return verb_form(first) == VerbForm::base && !words_.pauses(0) && first != "let" &&
           (is_determiner(bare(1)) || bare(1) == "it" || bare(1) == "yourself");
  }

  // "When you ship what you think is right" has no main clause; "When you ship, you learn" has. And a noun set off by a
  // pause ("Activity, but activity means little") is a false start.
  bool main_well_placed() const {
    const auto pause = first_pause();
    const bool paused = pause < *main_;
    if (joined_to_nothing() || asks() || left_hanging()) return false;
    const bool noun_clause = bare(0) == "what" || bare(0) == "how" || bare(0) == "whatever" || bare(0) == "why";
    if ((opens(0) || opens_clause(bare(0))) && !noun_clause) return paused && !joins.has(bare(clause_start(*main_)));
    const bool adverbial = is_preposition(bare(0)) || (is_adverb(bare(0)) && !is_determiner(bare(0))) ||
                           opens_clause(bare(0)) || words_.finite_within(0, pause);
    return !paused || adverbial;
  }
  // Its subject is a pronoun with nothing before it that it could mean: "Sometimes it is hard".
  bool leans() const {
    constexpr WordSet pointing({"it", "that", "this", "they", "he", "she", "these", "those"});
    const bool own = bare(*main_).contains('\'') && !is_auxiliary(bare(*main_)) && !bare(*main_).ends_with("n't");
    const auto subject = own ? main_ : words_.before(*main_);
    if (!subject || !pointing.has(word_stem(bare(*subject)))) return false;
    for (std::size_t at = 0; at < *subject; ++at)
      if (nominal(at) && !is_adverb(bare(at)) && !is_subject_pronoun(bare(at)) && !verb_form(bare(at))) return false;
    return true;
  }
  // "A bug in the code and you can fix it": what stands before "and" has no verb.
  bool joined_to_nothing() const {
    for (std::size_t at = 1; at < *main_; ++at)
      if (joins.has(bare(at)) && (is_subject_pronoun(bare(at + 1)) || words_.pauses(at - 1)))
        return !words_.finite_within(0, at);
    return false;
  }
  // "We wrote it, and then when it came out": the last clause is a condition for nothing.
  bool left_hanging() const {
    constexpr WordSet leading({"if", "when", "because", "while", "although", "once"});
    for (auto at = words_.size() - 1; at > *main_; --at) {
      if (words_.pauses(at - 1) && at + 3 < words_.size() && joins.has(bare(at)))
        return leading.has(bare(at + 1)) || (bare(at + 1) == "then" && leading.has(bare(at + 2)));
      if (words_.pauses(at) && at + 1 < words_.size() && !joins.has(bare(at + 1))) return false;
    }
    return false;
  }
  bool asks() const { return opens_clause(bare(0)) && (is_auxiliary(bare(1)) || bare(1) == "do") && bare(0) != "what"; }
  // Behind the last pause before a word.
  std::size_t clause_start(std::size_t at) const {
    while (at > 0 && !words_.pauses(at - 1)) --at;
    return at;
  }
  std::size_t first_pause() const {
    std::size_t at = 0;
    while (at < words_.size() && !words_.pauses(at)) ++at;
    return at;
  }

  // Every clause that is opened finds its verb.
  bool closes(std::size_t from) {
    std::size_t pending = 0;
    for (std::size_t at = from; at < words_.size(); ++at) {
      if (opens(at)) ++pending;
      if (!words_.finite(at) || (bare(at) == "'d")) continue;
      if (bare(at).contains('\'') && relative(at)) continue;  // "what's", "content that's": opens and closes
      if (at > 0 && boundary(at) && is_auxiliary(bare(at))) return false;  // "What he built, he said, is ..."
      if (pending > 0)
        --pending;
      else if (!main_ && has_subject(at))
        main_ = at;
    }
    return pending == 0;
  }
  bool relative(std::size_t at) const {
    const auto stem = word_stem(bare(at));
    return opens_clause(stem) ||
           (stem == "that" && !boundary(at) && nominal(at - 1) && !words_.finite(at - 1) && bare(at - 1) != "so");
  }
  bool has_subject(std::size_t at) const {
    if (bare(at).contains('\'') && !is_auxiliary(bare(at)) && word_stem(bare(at)) != "don") return true;
    const auto prior = words_.before(at);
    if (prior && words_.pauses(*prior)) return false;
    return prior && (nominal(*prior) || bare(*prior) == "one" || is_determiner_as_noun(*prior));
  }
  bool is_determiner_as_noun(std::size_t at) const {
    constexpr WordSet alone({"these", "those", "all", "most", "many", "some", "both", "few", "much", "same", "first"});
    return alone.has(bare(at));
  }
  bool finite_soon(std::size_t at) const {
    constexpr std::size_t reach = 8;
    return words_.finite_within(at + 1, at + reach);
  }
  bool opens(std::size_t at) const {
    const auto word = bare(at);
    if (opens_clause(word)) {
      const auto next = bare(at + 1);
      const bool gerund = verb_form(next) == VerbForm::gerund && (word == "when" || word == "while" || word == "if");
      return next != "to" && !gerund && !(word == "if" && next == "not");
    }
    if (word == "that") return that_opens(at);
    constexpr WordSet leading({"before", "after", "once", "since", "as"});
    if (at == 0 && leading.has(word)) return words_.finite_within(0, first_pause() + 1);
    return pronoun_opens(at) || article_opens(at);
  }
  // "the goal the team tries to reach": no verb stands between the two nouns, so the second begins a clause.
  bool article_opens(std::size_t at) const {
    constexpr WordSet articles({"the", "my", "our", "your", "their", "a"});
    if (boundary(at) || !articles.has(bare(at)) || !nominal(at - 1) || is_subject_pronoun(bare(at - 1))) return false;
    if (verb_form(bare(at - 1)) || is_adverb(bare(at - 1)) || bare(at - 1).ends_with("ing")) return false;
    return !words_.finite_within(0, at) && finite_soon(at);
  }
  bool that_opens(std::size_t at) const {
    if (boundary(at) || words_.pauses(at)) return false;
    if (bare(at - 1) == "so") return true;
    if (joins.has(bare(at - 1))) return false;
    if (is_preposition(bare(at - 1)) || opens_clause(bare(at - 1)) || is_determiner(bare(at - 1))) return false;
    constexpr WordSet announcing({"is", "was", "means", "isn't", "meant", "are", "think", "say"});
    if (announcing.has(bare(at - 1))) return true;
    return finite_soon(at) || is_determiner(bare(at + 1)) || is_subject_pronoun(bare(at + 1));
  }
  // "the code we wrote", "before you ship", "people think they know": a subject in the middle, its verb after it.
  bool pronoun_opens(std::size_t at) const {
    const auto word = bare(at);
    const bool subject = is_subject_pronoun(word) && word != "who" && word != "there";
    const auto before = words_.before(at);
    if (!subject || boundary(at) || !before || words_.pauses(*before)) return false;
    const auto prior = bare(at - 1);
    if (opens_clause(prior) || prior == "that" || joins.has(prior) || is_auxiliary(prior)) return false;
    if (word.contains('\'')) return words_.finite(at);
    auto next = at + 1;
    while (is_adverb(bare(next))) ++next;
    return next < words_.size() && words_.finite(next);
  }

  Tagged words_;
  std::optional<std::size_t> main_;
};

}  // namespace

ClauseReading read_clause(std::span<const SpokenWord> words) { return Reader(words).read(); }

}  // namespace pith::insight
