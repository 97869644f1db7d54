// Makes the profile that an insight is compared by. Its topics count three times and its headline twice as much as its
// text (measured on the editor's relations).
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
  std::vector<Term> terms_of(const text::Passage& passage);
  void count_words(const text::Field& field, std::unordered_map<std::string_view, float>& counts);

  const text::WordModel& model_;
  const text::Embedder& embedder_;
  text::Stems stems_;
};

}  // namespace pith::storyline
