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
  // Sets what a question may cost aside until it is given back; false, and nothing set aside, where that may go beyond
  // the cap together with what was spent and set aside since then. Both survive a power cut.
  virtual Result<bool> set_aside(const SetAside& question, const SpendingCap& cap) = 0;
  virtual Result<void> give_back(const SetAside& question) = 0;
};

}  // namespace pith::llm
