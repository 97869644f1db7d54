#include "app/kept_answers.h"

#include "pipeline/recording.h"
#include "store/answers.h"

namespace pith::app {

Result<std::optional<Answer>> KeptAnswers::get(std::string_view key) {
  return store::answer_by_key(store_.read(), key);
}

// Outlasts a power cut: it was paid for.
Result<void> KeptAnswers::put(const Answer& answer) {
  return pipeline::record(stop_.get_token(), [&] {
    return store_.write([&](store::Tx& tx) { store::put(tx, answer); }, store::Durability::power);
  });
}

Result<void> KeptAnswers::judged(std::string_view key, const AnswerOutcome& outcome) {
  return store_.write([&](store::Tx& tx) { store::put_outcome(tx, key, outcome); });
}

Result<bool> KeptAnswers::set_aside(const SetAside& question, const SpendingCap& cap) {
  return store_.write([&](store::Tx& tx) { return store::set_aside(tx, question, cap); }, store::Durability::power);
}

Result<void> KeptAnswers::give_back(const SetAside& question) {
  return store_.write([&](store::Tx& tx) { store::give_back(tx, question); });
}

}  // namespace pith::app
