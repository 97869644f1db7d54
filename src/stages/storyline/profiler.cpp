#include "stages/storyline/profiler.h"

#include <algorithm>
#include <cmath>

#include "text/words.h"

namespace pith::storyline {
namespace {

constexpr float kHeadline = 2;
constexpr float kTopic = 3;

// FNV-1a: small, and the same on every machine and day, as stored profiles need.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash;
}

text::Passage passage_of(const Insight& insight) {
  text::Passage passage{{insight.headline, kHeadline}, {insight.text, 1}};
  for (const std::string& topic : insight.topics) passage.push_back({topic, kTopic});
  return passage;
}

void to_unit_length(std::vector<Term>& terms) {
  float squares = 0;
  for (const Term& term : terms) squares += term.weight * term.weight;
  for (Term& term : terms) term.weight /= std::sqrt(squares);
}

}  // namespace

Result<std::vector<Profile>> Profiler::profiles(std::span<const Insight> insights) {
  std::vector<text::Passage> passages;
  passages.reserve(insights.size());
  for (const Insight& insight : insights) passages.push_back(passage_of(insight));
  auto vectors = embedder_.embed(passages);
  if (!vectors) return std::unexpected(vectors.error());
  std::vector<Profile> made;
  made.reserve(insights.size());
  for (std::size_t n = 0; n < insights.size(); ++n) {
    const Insight& insight = insights[n];
    made.push_back({{insight.id, insight.episode_id, insight.show_id, insight.published},
                    terms_of(passages[n]),
                    quantised((*vectors)[n])});
  }
  return made;
}

std::vector<Term> Profiler::terms_of(const text::Passage& passage) {
  std::unordered_map<std::string_view, float> counts;
  for (const text::Field& field : passage) count_words(field, counts);
  std::vector<Term> terms;
  terms.reserve(counts.size());
  for (const auto& [stem, count] : counts) {
    const auto weight = static_cast<float>(model_.idf(stem)) * (1 + std::log(count));
    if (weight > 0) terms.push_back({hash_of(stem), weight});
  }
  std::ranges::sort(terms, {}, &Term::id);
  to_unit_length(terms);
  return terms;
}

void Profiler::count_words(const text::Field& field, std::unordered_map<std::string_view, float>& counts) {
  const std::string lowered = text::lower(field.text);
  std::size_t at = 0;
  for (auto word = text::next_word(lowered, at); !word.empty(); word = text::next_word(lowered, at))
    counts[stems_.of(text::base_form(word))] += field.weight;
}

}  // namespace pith::storyline
