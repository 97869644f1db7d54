// What the engine asks of whoever keeps answers (the store): each is kept durably before it is judged.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "domain/answer.h"

namespace pith::llm {

// Thread-safe. An Error of `put` makes the engine give the episode to the fallback rather than go on unrecorded.
class AnswerCache {
 public:
  virtual ~AnswerCache() = default;
  virtual Result<std::optional<Answer>> get(std::string_view key) = 0;
  virtual Result<void> put(const Answer& answer) = 0;  // survives a power cut once it returns
  virtual Result<void> judged(std::string_view key, const AnswerOutcome& outcome) = 0;
  virtual Result<AnswerTotals> totals_since(Time since) = 0;  // of answers asked at `since` or later
};

}  // namespace pith::llm
