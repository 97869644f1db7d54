// The topics of insights that stand, by their slugs; kept in step by what stores insights.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

void put_topics(Tx& tx, const Insight& insight);  // replaces those it had
void drop_topics(Tx& tx, std::string_view insight_id);

struct TopicCount {
  std::string slug;
  std::string name;
  std::int64_t insights = 0;
};
// A topic as somebody sees it: `with_private` is the owner alone. Hidden shows and episodes count for nobody.
struct TopicSeen {
  std::string_view slug;
  bool with_private = true;
};
// All that some insight has, by name.
Result<std::vector<TopicCount>> topics(const Session& session, bool with_private);
// What the newest insights are about, most of them first.
Result<std::vector<TopicCount>> topics_of_late(const Session& session, int most, bool with_private);
// Empty where no insight has the topic.
Result<std::string> topic_name(const Session& session, const TopicSeen& topic);
// Those that stand, newest first.
Result<std::vector<Insight>> insights_of_topic(const Session& session, const TopicSeen& topic, const Page& page);

}  // namespace pith::store
