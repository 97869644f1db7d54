// Runs of distillers in the store: which engine, what fell, why another stood in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "domain/distillation.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Distillation& made);

Result<std::optional<Distillation>> last_distillation(const Session& session, std::string_view episode_id);
// Newest first, those only where `wanted` was asked.
Result<std::vector<Distillation>> recent_distillations(const Session& session, std::string_view wanted,
                                                       const Page& page);

using DropCounts = std::map<std::string, std::int64_t>;  // by reason
struct DistillationTotals {
  std::int64_t runs = 0;
  std::int64_t stand_ins = 0;  // of them, made by another engine than the one wanted
  DropCounts dropped;
};
// Where `wanted` was asked, by UTC day.
using DistillationDays = std::map<CivilDay, DistillationTotals>;
Result<DistillationDays> distillations_by_day(const Session& session, std::string_view wanted, Time since);
// All runs ever, by the engine wanted.
Result<std::map<std::string, DistillationTotals>> distillations_by_engine(const Session& session);

}  // namespace pith::store
