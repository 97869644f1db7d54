// Answers of language models in the store. Put each with Durability::power before it is judged: it was paid for.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "domain/answer.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Answer& answer);  // one that is there already stays as it is
void put_outcome(Tx& tx, std::string_view key, const AnswerOutcome& outcome);

Result<std::optional<Answer>> answer_by_key(const Session& session, std::string_view key);
Result<AnswerOutcome> outcome_of(const Session& session, std::string_view key);  // zeros where it was not judged

Result<AnswerTotals> answer_totals(const Session& session, Time since);  // asked at `since` or later
Result<AnswerTotals> answer_totals_of_episode(const Session& session, std::string_view episode_id);

}  // namespace pith::store
