// On which days something was said: how many insights, for a picture of a subject over time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"
#include "store/topics.h"

namespace pith::store {

struct DayCount {
  CivilDay day;  // of the episode's publication, UTC
  std::int64_t insights = 0;
  bool operator==(const DayCount&) const = default;
};

// Of insights that stand, oldest day first, without hidden shows and episodes. Days without any are left out.
Result<std::vector<DayCount>> days_of_show(const Session& session, std::string_view show_id);
Result<std::vector<DayCount>> days_of_topic(const Session& session, const TopicSeen& topic);

struct SaidAt {
  std::string insight_id;
  Time published{};
};
// All that the person of this key said in these shows, newest first; likewise without what is hidden.
Result<std::vector<SaidAt>> said_by(const Session& session, std::string_view key,
                                    std::span<const std::string> show_ids);
std::vector<DayCount> days_of(std::span<const SaidAt> said);

}  // namespace pith::store
