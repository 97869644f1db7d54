// Makes the profile that an insight is compared by. A headline counts twice and a topic three times as much as the text
// (measured on the editor's relations), unless it only repeats words of the text, as a built-in distiller's do: then
// once. What is said is told apart: there every word of text and headline counts once, by the root of its rarity, so
// that a subject named often weighs no more than any word.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/profile.h"
#include "text/embed.h"
#include "text/stems.h"
#include "text/word_model.h"

namespace pith::storyline {

// Not thread-safe: one object a thread. Both arguments must outlive it.
class Profiler {
 public:
  Profiler(const text::WordModel& model, const text::Embedder& embedder) : model_(model), embedder_(embedder) {}
  // One profile an insight, in order. Fails where the embedder does.
  Result<std::vector<Profile>> profiles(std::span<const Insight> insights);

 private:
  using Counts = std::unordered_map<std::string_view, float>;  // of stems

  text::Passage passage_of(const Insight& insight);
  bool adds_words(std::string_view text, const Counts& known);
  std::vector<Term> terms_of(const text::Passage& passage);
  void count_words(const text::Field& field, Counts& counts);

  const text::WordModel& model_;
  const text::Embedder& embedder_;
  text::Stems stems_;
};

}  // namespace pith::storyline
