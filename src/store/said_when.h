// On which days something was said: how many insights, for a picture of a subject over time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "store/store.h"

namespace pith::store {

struct DayCount {
  CivilDay day;  // of the episode's publication, UTC
  std::int64_t insights = 0;
};

// Of insights that stand, oldest day first, without hidden shows and episodes. Days without any are left out.
Result<std::vector<DayCount>> days_of_show(const Session& session, std::string_view show_id);
Result<std::vector<DayCount>> days_of_topic(const Session& session, std::string_view slug);
// What the person of this key said in these shows.
Result<std::vector<DayCount>> days_of_person(const Session& session, std::string_view key,
                                             std::span<const std::string> show_ids);

}  // namespace pith::store
