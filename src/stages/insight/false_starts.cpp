#include "stages/insight/false_starts.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "stages/insight/clause_edges.h"
#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/standing_alone.h"
#include "stages/insight/tidy.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_small = 3;      // words that go where none of them says anything
constexpr std::size_t most_repeated = 6;   // that go where the first of them is said anew
constexpr std::size_t most_abandoned = 8;  // that go where a new sentence begins

using Words = std::span<const SpokenWord>;

bool breaks_off(const SpokenWord& word) { return word.text.ends_with("--") || word.text.ends_with("\u2014"); }

// One dash and the words on both sides of it.
class Break {
 public:
  // `at`: the word with the dash, or the dash.
  Break(Words words, std::size_t at) : words_(words), after_(at + 1), end_(words[at].bare.empty() ? at : at + 1) {
    clause_ = after_ - 1;
    while (clause_ > 0 && !words[clause_ - 1].pauses()) --clause_;
  }

  // The first of the words that go, up to and with the dash.
  std::optional<std::size_t> start() const {
    if (end_ == clause_ || after_ >= words_.size()) return std::nullopt;
    if (small() && !denied(before())) return clause_;
    if (const auto again = said_anew()) return again;
    if (abandoned()) return clause_;
    return std::nullopt;
  }

 private:
  Words before() const { return words_.subspan(clause_, end_ - clause_); }
  const std::string& bare(std::size_t at) const { return words_[at].bare; }

  bool small() const {
    return before().size() <= most_small && std::ranges::all_of(before(), [](const auto& word) {
             return is_small_word(word.bare) || word.bare == "what";
           });
  }
  // "a lot of people are just -- people I talked with": from where the same words stand. One word is enough at the
  // start of a clause and shortly before the dash.
  std::optional<std::size_t> said_anew() const {
    constexpr std::size_t shortly = 3;
    if (says_something(before())) return std::nullopt;
    for (auto at = end_; at > clause_ && end_ - at < most_repeated;) {
      --at;
      if (bare(at) != bare(after_) || conditional(words_.subspan(clause_, at - clause_))) continue;
      const bool two = at + 1 < end_ && after_ + 1 < words_.size() && bare(at + 1) == bare(after_ + 1);
      if ((two || at == clause_ || end_ - at <= shortly) && !denied(words_.subspan(at, end_ - at))) return at;
    }
    return std::nullopt;
  }
  // "My fear with -- the reason I wait is that ...": nothing was said yet, and what follows says something.
  bool abandoned() const {
    const auto& last = words_[end_ - 1].bare;
    const bool open = ends_open(last) || is_preposition(last) || is_auxiliary(last);
    if (before().size() > most_abandoned || !(open || has_verb(before())) || says_something(before())) return false;
    const auto rest = sentence_after();
    return !conditional(before()) && !denied(before()) && !continues(rest.front().bare) && read_clause(rest).whole &&
           !points_back({rest.begin(), rest.end()});
  }

  static bool says_something(Words words) {
    const auto start = std::ranges::find_if_not(words, [](const auto& word) { return continues(word.bare); });
    return read_clause({start, words.end()}).whole;
  }
  static bool continues(std::string_view word) {
    constexpr WordSet joins({"and", "or", "but", "so", "because", "which", "that", "who", "where", "to", "if", "when"});
    return joins.has(word);
  }
  static bool conditional(Words words) {
    return std::ranges::any_of(words, [](const auto& word) { return opens_clause(word.bare); });
  }
  bool denied(Words words) const {
    const auto no = [](const auto& word) { return is_negation(word.bare); };
    return std::ranges::any_of(words, no) && std::ranges::none_of(sentence_after(), no);
  }
  Words sentence_after() const {
    const auto rest = words_.subspan(after_);
    const auto last = std::ranges::find_if(rest, [](const auto& word) { return word.ends() || breaks_off(word); });
    return {rest.begin(), last == rest.end() ? last : last + 1};
  }

  Words words_;
  std::size_t after_;
  std::size_t end_;         // of the words before the dash
  std::size_t clause_ = 0;  // where they begin: behind the last pause
};

}  // namespace

bool remove_false_start(SpokenWords& words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (!breaks_off(words[at])) continue;
    const auto first = Break(words, at).start();
    if (!first) continue;
    remove_words(words, *first, at - *first + 1);
    return true;
  }
  return false;
}

}  // namespace pith::insight
