#include "stages/storyline/profiler.h"

#include <algorithm>
#include <cmath>

#include "text/words.h"

namespace pith::storyline {
namespace {

constexpr float kHeadline = 2;
constexpr float kTopic = 3;
constexpr std::size_t kFieldsSaid = 2;  // of a passage: the text and the headline; topics follow

// FNV-1a: small, and the same on every machine and day, as stored profiles need.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash;
}

void to_unit_length(std::vector<Term>& terms, float Term::* weight) {
  float squares = 0;
  for (const Term& term : terms) squares += term.*weight * term.*weight;
  if (squares <= 0) return;
  for (Term& term : terms) term.*weight /= std::sqrt(squares);
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

text::Passage Profiler::passage_of(const Insight& insight) {
  Counts known;
  count_words({insight.text, 1}, known);
  text::Passage passage{{insight.text, 1}};
  auto add = [&](std::string_view text, float weight) {
    passage.push_back({text, adds_words(text, known) ? weight : 1});
  };
  add(insight.headline, kHeadline);
  count_words({insight.headline, 1}, known);
  for (const std::string& topic : insight.topics) add(topic, kTopic);
  return passage;
}

bool Profiler::adds_words(std::string_view text, const Counts& known) {
  Counts own;
  count_words({text, 1}, own);
  return std::ranges::any_of(own, [&](const auto& entry) { return !known.contains(entry.first); });
}

std::vector<Term> Profiler::terms_of(const text::Passage& passage) {
  Counts said;
  for (const text::Field& field : std::span(passage).first(kFieldsSaid)) count_words(field, said);
  Counts counts = said;
  for (const text::Field& field : std::span(passage).subspan(kFieldsSaid)) count_words(field, counts);
  std::vector<Term> terms;
  terms.reserve(counts.size());
  for (const auto& [stem, count] : counts) {
    const auto idf = static_cast<float>(model_.idf(stem));
    if (idf > 0)
      terms.push_back({hash_of(stem), idf * (1 + std::log(count)), said.contains(stem) ? std::sqrt(idf) : 0});
  }
  std::ranges::sort(terms, {}, &Term::id);
  to_unit_length(terms, &Term::weight);
  to_unit_length(terms, &Term::said);
  return terms;
}

void Profiler::count_words(const text::Field& field, Counts& counts) {
  const std::string lowered = text::lower(field.text);
  std::size_t at = 0;
  for (auto word = text::next_word(lowered, at); !word.empty(); word = text::next_word(lowered, at))
    counts[stems_.of(text::base_form(word))] += field.weight;
}

}  // namespace pith::storyline
