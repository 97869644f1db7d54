// The store as keeper of language models' answers.
#pragma once

#include <stop_token>

#include "engines/llm/answer_cache.h"
#include "store/store.h"

namespace pith::app {

class KeptAnswers final : public llm::AnswerCache {
 public:
  // `store` must outlive it.
  explicit KeptAnswers(store::Store& store) : store_(store) {}
  Result<std::optional<Answer>> get(std::string_view key) override;
  Result<void> put(const Answer& answer) override;
  Result<void> judged(std::string_view key, const AnswerOutcome& outcome) override;
  Result<bool> set_aside(const SetAside& question, const SpendingCap& cap) override;
  Result<void> give_back(const SetAside& question) override;
  void stop() { stop_.request_stop(); }  // a store that cannot be written is waited for no longer; any thread

 private:
  store::Store& store_;
  std::stop_source stop_;
};

}  // namespace pith::app
