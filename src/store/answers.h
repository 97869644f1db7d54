// Answers of language models in the store. Put each with Durability::power before it is judged: it was paid for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "base/civil_day.h"
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
// Times over it are numbers of UTC days.
inline constexpr std::int64_t micros_a_day = 86'400'000'000;

// By UTC day, as caps count.
using AnswerDays = std::map<CivilDay, AnswerTotals>;
Result<AnswerDays> answer_totals_by_day(const Session& session, Time since);

// False where it would, with all that was spent or set aside since then, go beyond the cap: nothing is set aside then.
// Within one transaction, so the cap holds over threads, processes and restarts.
Result<bool> set_aside(Tx& tx, const SetAside& question, const SpendingCap& cap);
void give_back(Tx& tx, const SetAside& question);

}  // namespace pith::store
