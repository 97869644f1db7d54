#include "app/kept_answers.h"

#include "store/answers.h"

namespace pith::app {

Result<std::optional<Answer>> KeptAnswers::get(std::string_view key) {
  return store::answer_by_key(store_.read(), key);
}

// Outlasts a power cut: it was paid for.
Result<void> KeptAnswers::put(const Answer& answer) {
  return store_.write([&](store::Tx& tx) { store::put(tx, answer); }, store::Durability::power);
}

Result<void> KeptAnswers::judged(std::string_view key, const AnswerOutcome& outcome) {
  return store_.write([&](store::Tx& tx) { store::put_outcome(tx, key, outcome); });
}

Result<AnswerTotals> KeptAnswers::totals_since(Time since) { return store::answer_totals(store_.read(), since); }

}  // namespace pith::app
