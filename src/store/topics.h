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
// All that some insight has, by name, without hidden shows and episodes.
Result<std::vector<TopicCount>> topics(const Session& session);
// What the newest insights are about, most of them first.
Result<std::vector<TopicCount>> topics_of_late(const Session& session, int most, bool with_private);
// Empty where no insight has the topic.
Result<std::string> topic_name(const Session& session, std::string_view slug);
// Those that stand, newest first, without hidden shows and episodes.
Result<std::vector<Insight>> insights_of_topic(const Session& session, std::string_view slug, Page page);

}  // namespace pith::store
