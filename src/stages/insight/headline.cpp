#include "stages/insight/headline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <string_view>
#include <utility>

#include "stages/insight/ngram_hash.h"
#include "stages/insight/spoken_words.h"
#include "stages/insight/tidy.h"
#include "stages/insight/word_classes.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_words = 12;
constexpr std::size_t least_words = 4;
constexpr std::size_t good_words = 7;

// What leads a claim and is no part of it; longest first where one begins another.
constexpr std::array<std::string_view, 30> hedges{"what i've found is that",
                                                  "one of the things i've learned is that",
                                                  "i would argue that",
                                                  "i would say that",
                                                  "i would say",
                                                  "i think that",
                                                  "i believe that",
                                                  "i feel like",
                                                  "i found that",
                                                  "i find that",
                                                  "i just think",
                                                  "i do think",
                                                  "i think",
                                                  "i believe",
                                                  "i guess",
                                                  "i suppose",
                                                  "i say",
                                                  "the thing is",
                                                  "the truth is",
                                                  "the reality is",
                                                  "the fact is",
                                                  "the point is",
                                                  "it turns out that",
                                                  "it turns out",
                                                  "in my opinion",
                                                  "of course",
                                                  "basically",
                                                  "honestly",
                                                  "obviously",
                                                  "actually"};
// A clause may begin before these even without a pause.
constexpr std::array<std::string_view, 9> breaks{"because",  "but",    "which", "so", "whereas",
                                                 "although", "unless", "until", "and"};
// What begins with these needs its main clause with it.
constexpr std::array<std::string_view, 22> subordinate{
    "if",       "when",     "while",   "once", "until",   "unless", "although", "though", "since", "after", "before",
    "whenever", "wherever", "whether", "as",   "because", "even",   "not",      "in",     "for",   "with",  "at"};
// Nothing that stands alone begins with these in the middle of talk.
constexpr std::array<std::string_view, 25> open_starts{
    "being", "then", "where", "who",       "whose",   "whom",    "than", "of",   "to",
    "from",  "by",   "also",  "even",      "then",    "too",     "just", "them", "their",
    "there", "here", "such",  "including", "meaning", "instead", "maybe"};
// A clause that begins with these in the middle of a sentence has lost its subject.
constexpr std::array<std::string_view, 20> subjectless{"is",     "are",  "was",  "were",  "has",   "have", "had",
                                                       "do",     "does", "did",  "can",   "could", "will", "would",
                                                       "should", "be",   "been", "being", "not",   "never"};
// Words that point to what a headline does not hold.
constexpr std::array<std::string_view, 16> pointers{"it",  "it's", "its", "they", "they're", "them",  "their", "he",
                                                    "she", "him",  "his", "her",  "this",    "these", "those", "there"};
// What is said of these follows later in the sentence.
constexpr std::array<std::string_view, 6> announcers{"what", "who", "how", "why", "that", "which"};
// Only after these does "just" say nothing.
constexpr std::array<std::string_view, 12> before_just{"i",   "you", "we",   "they",  "it",    "he",
                                                       "she", "can", "will", "would", "could", "to"};
// Left out of a headline: they say nothing there.
constexpr std::array<std::string_view, 9> weak{"just",      "really",   "actually",  "basically",  "literally",
                                               "obviously", "honestly", "certainly", "essentially"};
// Nothing that stands alone ends with these.
constexpr std::array<std::string_view, 58> open_ends{
    "the",   "a",    "an",   "of",    "to",   "and",    "in",   "with", "for",   "that", "is",   "are",
    "be",    "or",   "but",  "if",    "as",   "at",     "from", "by",   "on",    "so",   "like", "because",
    "i",     "we",   "they", "you",   "very", "really", "was",  "were", "than",  "then", "when", "where",
    "who",   "what", "how",  "my",    "your", "their",  "our",  "its",  "his",   "her",  "this", "these",
    "those", "just", "not",  "about", "into", "which",  "i'm",  "it's", "being", "have"};
constexpr std::array<std::string_view, 44> verbs{
    "is",    "are",     "was",    "were",   "has",    "have",    "had",   "do",    "does",  "did",   "can",
    "could", "will",    "would",  "should", "must",   "need",    "needs", "make",  "makes", "made",  "get",
    "gets",  "got",     "want",   "wants",  "become", "becomes", "take",  "takes", "give",  "gives", "work",
    "works", "matters", "matter", "means",  "know",   "knows",   "helps", "comes", "goes",  "went",  "don't"};

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::size_t length_of(std::string_view phrase) { return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1; }

void drop_hedges(SpokenWords& words) {
  for (bool again = true; again;) {
    again = false;
    for (const auto hedge : hedges)
      if (reads(words, 0, hedge) && words.size() > length_of(hedge)) {
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length_of(hedge)));
        again = true;
        break;
      }
  }
}

// The places where a clause begins, and the end.
std::vector<std::size_t> clause_starts(const SpokenWords& words) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = 1; at < words.size(); ++at)
    if (words[at - 1].pauses() || among(breaks, words[at].bare)) starts.push_back(at);
  starts.push_back(words.size());
  return starts;
}

bool has_verb(const SpokenWords& words) {
  return std::ranges::any_of(words, [](const auto& word) {
    return among(verbs, word.bare) || word.bare.ends_with("n't") || word.bare.ends_with("'re") ||
           word.bare.ends_with("'s");
  });
}

std::string finished(const SpokenWords& words) {
  auto text = with_balanced_quotes(join_spoken(words));
  while (!text.empty() && std::string_view(" .,;:-").contains(text.back())) text.pop_back();
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

struct Candidate {
  SpokenWords words;
  bool opens = false;       // begins where its sentence begins
  bool closes = false;      // ends where its sentence ends
  std::size_t clauses = 1;  // it runs over
  float score = 0;          // its cue's
};

void drop_weak(SpokenWords& words) {
  for (std::size_t at = 0; at < words.size();) {
    const bool negated = at > 0 && (words[at - 1].bare == "not" || words[at - 1].bare.ends_with("n't"));
    const bool only = words[at].bare == "just" && (at == 0 || !among(before_just, words[at - 1].bare));
    const bool goes =
        among(weak, words[at].bare) && !negated && !only && !words[at].ends() && words.size() > least_words;
    if (!goes)
      ++at;
    else
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

// "The day that ...", "What we know, ...", "The more it grows, ...": does the claim proper come later?
bool announces(const SpokenWords& words) {
  if (reads(words, 0, "the more") || reads(words, 0, "the less") || reads(words, 0, "the better")) return true;
  constexpr std::size_t opening = 4;
  return std::ranges::any_of(words | std::views::take(opening),
                             [](const auto& word) { return among(announcers, word.bare); });
}

SpokenWords first_clause(const SpokenWords& words) {
  const auto pause = std::ranges::find_if(words, &SpokenWord::pauses);
  return {words.begin(), pause == words.end() ? pause : pause + 1};
}

bool stands_alone(const Candidate& candidate) {
  const auto& words = candidate.words;
  if (words.size() < least_words || words.size() > most_words) return false;
  const auto& first = words.front().bare;
  if (starts_dangling(first) || among(open_starts, first) || among(open_ends, words.back().bare)) return false;
  if (!candidate.opens && among(subjectless, first)) return false;
  if (among(subordinate, first) && (candidate.clauses < 2 || !candidate.closes)) return false;
  if (words.back().text.contains('?') || (!candidate.closes && announces(words))) return false;
  return has_verb(words) && (candidate.opens || has_verb(first_clause(words)));
}

// What its words promise: rare ones, and kinds of words that claims have.
double substance(const SpokenWords& words, const Background& background) {
  double sum = 0;
  std::uint32_t classes = 0;
  for (const auto& word : words) {
    const auto& facts = background.of(hash_of(word.bare));
    sum += std::min(facts.rarity, 8.0F) * 0.1;
    classes |= facts.classes;
  }
  for (const auto kind : {WordClass::contrast, WordClass::absolute, WordClass::comparison, WordClass::negation,
                          WordClass::modal, WordClass::cause})
    sum += (classes & bit(kind)) != 0 ? 0.4 : 0.0;
  return sum;
}

// Higher is better.
double worth(const Candidate& candidate, const Background& background) {
  const auto& words = candidate.words;
  double sum = substance(words, background) + candidate.score;
  if (words.size() < good_words) sum -= 0.4 * static_cast<double>(good_words - words.size());
  if (candidate.opens) sum += 0.8;
  if (candidate.closes) sum += 0.8;
  if (words.front().bare == "i" || words.front().bare.starts_with("i'")) sum -= 1.0;
  for (const auto& word : words) sum -= among(pointers, word.bare) ? 0.4 : 0.0;
  return sum;
}

void add_run(const SpokenWords& sentence, const std::vector<std::size_t>& starts,
             std::pair<std::size_t, std::size_t> run, float score, std::vector<Candidate>& out) {
  const auto begin = sentence.begin();
  const SpokenWords span(begin + static_cast<std::ptrdiff_t>(starts[run.first]),
                         begin + static_cast<std::ptrdiff_t>(starts[run.second]));
  const bool listed = run.first > 0 && span.front().bare == "and" && !sentence[starts[run.first] - 1].pauses();
  const auto text = join_spoken(span);
  if (listed || span.size() > most_words + 8 || with_balanced_quotes(text) != text) return;
  auto words = split_spoken(without_lead(text));
  drop_hedges(words);
  drop_weak(words);
  Candidate candidate{std::move(words), run.first == 0, run.second + 1 == starts.size(), run.second - run.first, score};
  if (stands_alone(candidate)) out.push_back(std::move(candidate));
}

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

void add_candidates(const HeadlineSource& source, std::vector<Candidate>& out) {
  for (const auto& sentence : sentences_in(source.sentence)) {
    const auto starts = clause_starts(sentence);
    for (std::size_t first = 0; first + 1 < starts.size(); ++first)
      for (std::size_t end = first + 1; end < starts.size(); ++end)
        add_run(sentence, starts, {first, end}, source.score, out);
  }
}

// The beginning of the best sentence, cut where words still may stop.
std::string cut_short(std::span<const HeadlineSource> sentences) {
  const auto best = std::ranges::max_element(sentences, {}, &HeadlineSource::score);
  auto words = split_spoken(without_lead(best->sentence));
  drop_hedges(words);
  drop_weak(words);
  if (words.size() <= most_words) return finished(words);
  words.resize(most_words);
  const auto open_end = [](std::string_view word) {
    return among(open_ends, word) || word.ends_with("n't") || word.ends_with("'re") || word.ends_with("'s");
  };
  while (words.size() > least_words && open_end(words.back().bare)) words.pop_back();
  return finished(words) + "\u2026";
}

}  // namespace

std::string headline_of(std::span<const HeadlineSource> sentences, const Background& background) {
  if (sentences.empty()) return {};
  std::vector<Candidate> candidates;
  for (const auto& source : sentences) add_candidates(source, candidates);
  if (candidates.empty()) return cut_short(sentences);
  const auto best = std::ranges::max_element(candidates, {},
                                             [&](const Candidate& candidate) { return worth(candidate, background); });
  return finished(best->words);
}

}  // namespace pith::insight
