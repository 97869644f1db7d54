#include "stages/insight/quotes.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "stages/insight/line_head.h"
#include "stages/insight/numbers.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace pith::insight {

namespace {

constexpr double near_enough = 0.9;
constexpr std::size_t least_words_of_near = 4;
constexpr std::size_t most_words_of_near = 120;  // the work grows with its square
constexpr std::size_t words_to_search_for = 5;   // fewer occur by chance elsewhere

constexpr std::array<std::string_view, 18> negations = {"not",     "no",     "never",  "none",    "nothing", "nobody",
                                                        "neither", "nor",    "cannot", "without", "hardly",  "nowhere",
                                                        "dont",    "doesnt", "didnt",  "isnt",    "wont",    "cant"};

bool negates(std::string_view word) {
  return word.ends_with("n't") || std::ranges::find(negations, word) != negations.end();
}

constexpr std::size_t longest_sentence = 40;  // words looked back over

// Does a sentence end with the word?
bool ends_sentence(std::string_view text, const Chunk& word) {
  auto end = text.substr(0, word.end);
  while (!end.empty() && (end.back() == '"' || end.back() == ')' || static_cast<unsigned char>(end.back()) >= 0x80))
    end.remove_suffix(1);
  return !end.empty() && std::string_view(".?!;").contains(end.back());
}

// After it another clause begins, which a "not" before it does not reach.
bool turns(std::string_view word) { return word == "but" || word == "because"; }

std::string joined(const std::vector<Chunk>& words) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out.push_back(' ');
    out += word.folded;
  }
  return out;
}

std::ptrdiff_t negations_in(std::string_view folded) {
  return std::ranges::count_if(chunks_of(folded), [](const Chunk& word) { return negates(word.folded); });
}

std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> values;
  for (const auto& number : claimed_numbers(text)) values.push_back(number.values.front());
  return values;
}

}  // namespace

bool QuoteFinder::stands_at(std::size_t first, const std::vector<Chunk>& words) const {
  const auto heard = heard_.words();
  if (first + words.size() > heard.size()) return false;
  for (std::size_t n = 0; n < words.size(); ++n)
    if (heard[first + n].chunk.folded != words[n].folded) return false;
  return heard_.one_run(first, words.size());
}

// In the named cue, else in the nearest cue to it.
std::optional<QuoteFinder::Span> QuoteFinder::exact(const std::vector<Chunk>& words, int cue) const {
  std::optional<Span> best;
  const auto heard = heard_.words();
  const auto distance = [&](std::size_t at) { return std::abs(heard[at].cue - cue); };
  for (std::size_t at = 0; at + words.size() <= heard.size(); ++at) {
    const bool here = heard[at].cue == cue;
    if (!here && words.size() < words_to_search_for) continue;
    if (!stands_at(at, words)) continue;
    if (!best || distance(at) < distance(best->first)) best = Span{at, words.size()};
  }
  return best;
}

std::optional<QuoteFinder::Span> QuoteFinder::near(const std::vector<Chunk>& words, int cue) const {
  const auto wanted = joined(words);
  const auto slack = std::max<std::size_t>(2, words.size() / 8);
  const auto least = words.size() > slack ? words.size() - slack : 1;
  const auto end = heard_.first_of(cue + 2);
  std::optional<Span> best;
  double best_similarity = near_enough;
  const auto shares_half = [&](std::size_t first) {  // else the spans from here on cannot be near: no need to measure
    const auto span = heard_.words().subspan(first, std::min(words.size() + slack, heard_.words().size() - first));
    const auto shared = std::ranges::count_if(span, [&](const HeardWords::Word& word) {
      return std::ranges::find(words, word.chunk.folded, &Chunk::folded) != words.end();
    });
    return 2 * static_cast<std::size_t>(shared) >= words.size();
  };
  for (auto first = heard_.first_of(cue - 1); first < end; ++first) {
    if (!shares_half(first)) continue;
    for (auto count = least; count <= words.size() + slack && first + count <= heard_.words().size(); ++count) {
      const double similarity = text::edit_similarity(wanted, heard_.folded(first, count), best_similarity);
      if (similarity < best_similarity || (best && similarity == best_similarity)) continue;
      if (!heard_.one_run(first, count)) continue;
      best = Span{first, count};
      best_similarity = similarity;
    }
  }
  if (!best) return std::nullopt;
  const auto found = heard_.folded(best->first, best->count);
  if (negations_in(found) != negations_in(wanted) || numbers_in(found) != numbers_in(wanted)) return std::nullopt;
  return best;
}

// For scripts without spaces, where a cue is one long "word".
std::optional<Quote> QuoteFinder::whole_cue(const OfferedQuote& offered) const {
  const auto& cue = transcript_.cues[offered.cue];
  const auto wanted = text::fold_for_comparison(offered.text);
  if (text::is_ascii(wanted) || wanted.size() < 12 || cue.kind != CueKind::talk) return std::nullopt;
  if (!text::fold_for_comparison(cue.text).contains(wanted)) return std::nullopt;
  return Quote{{offered.cue, offered.cue}, cue.start, cue.end, speaker_name(transcript_, cue), cue.text};
}

// "not everyone agrees" quoted as "everyone agrees" would say the opposite in true words.
QuoteFinder::Span QuoteFinder::with_negation(Span span) const {
  const auto heard = heard_.words();
  Span with = span;
  for (std::size_t back = 1; back <= longest_sentence && back <= span.first; ++back) {
    const auto& word = heard[span.first - back];
    if (ends_sentence(transcript_.cues[word.cue].text, word.chunk)) break;
    if (!heard_.one_run(span.first - back, 2)) break;
    if (turns(word.chunk.folded)) break;
    if (negates(word.chunk.folded)) with = {span.first - back, span.count + back};
  }
  return with;
}

Quote QuoteFinder::quote_of(Span span) const {
  const auto heard = heard_.words();
  const int first = heard[span.first].cue;
  const int last = heard[span.first + span.count - 1].cue;
  const auto& cues = transcript_.cues;
  return {{first, last},
          cues[first].start,
          cues[last].end,
          speaker_name(transcript_, cues[first]),
          heard_.text(span.first, span.count)};
}

std::optional<Quote> QuoteFinder::find(const OfferedQuote& given) const {
  const auto offered = without_line_head(transcript_, given);
  const auto words = chunks_of(offered.text);
  const bool named = offered.cue >= 0 && offered.cue < static_cast<int>(transcript_.cues.size());
  if (words.empty()) return std::nullopt;
  auto span = exact(words, offered.cue);
  if (!span && named && words.size() >= least_words_of_near && words.size() <= most_words_of_near)
    span = near(words, offered.cue);
  if (span) return quote_of(with_negation(*span));
  return named ? whole_cue(offered) : std::nullopt;
}

}  // namespace pith::insight
