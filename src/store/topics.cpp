#include "store/topics.h"

#include "base/ids.h"
#include "store/record.h"
#include "store/visible.h"

namespace pith::store {

void put_topics(Tx& tx, const Insight& insight) {
  drop_topics(tx, insight.id);
  for (const auto& name : insight.topics)
    change(tx, "INSERT INTO insight_topics (topic, insight_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
           {slug_of(name), insight.id, name});
}

void drop_topics(Tx& tx, std::string_view insight_id) {
  change(tx, "DELETE FROM insight_topics WHERE insight_id = ?", {insight_id});
}

namespace {

Result<std::vector<TopicCount>> counted(const Session& session, std::string_view sql, std::vector<sql::Value> values) {
  std::vector<TopicCount> found;
  auto done = session.connection().select(
      sql, std::move(values), {sql::Kind::text, sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
        found.push_back({std::string(row.text(0)), std::string(row.text(1)), row.integer(2)});
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace

Result<std::vector<TopicCount>> topics(const Session& session, bool with_private) {
  // What was replaced has no topics, so only what is hidden is taken out: the table of insights is not read for the
  // rest.
  constexpr std::string_view sql =
      "SELECT topic, min(name), count(*) FROM insight_topics WHERE insight_id NOT IN (SELECT id FROM insights WHERE "
      "show_id IN (SELECT shows.id FROM shows WHERE shows.hidden = 1 OR shows.is_private > ?) OR episode_id IN (SELECT "
      "episodes.id FROM "
      "episodes WHERE episodes.hidden = 1)) GROUP BY topic ORDER BY lower(min(name)), topic";
  return counted(session, sql, {with_private ? 1 : 0});
}

Result<std::vector<TopicCount>> topics_of_late(const Session& session, int most, bool with_private) {
  static const auto sql = fmt::format(
      "SELECT topic, min(name), count(*) FROM insight_topics WHERE insight_id IN (SELECT id FROM insights WHERE {} "
      "AND {} ORDER BY published DESC LIMIT 1000) GROUP BY topic ORDER BY count(*) DESC, topic LIMIT ?",
      shown_insight, seen_insight);
  return counted(session, sql, {with_private ? 1 : 0, most});
}

Result<std::string> topic_name(const Session& session, const TopicSeen& topic) {
  static const auto query = fmt::format(
      "SELECT min(name) FROM insight_topics WHERE topic = ? AND EXISTS (SELECT 1 FROM insights WHERE id = insight_id "
      "AND {} AND {}) GROUP BY topic",
      shown_insight, seen_insight);
  auto names = select_texts(session, query, {topic.slug, topic.with_private ? 1 : 0});
  if (!names) return std::unexpected(std::move(names.error()));
  return names->empty() ? std::string{} : std::move(names->front());
}

Result<std::vector<Insight>> insights_of_topic(const Session& session, const TopicSeen& topic, const Page& page) {
  static const auto tail =
      fmt::format("WHERE id IN (SELECT insight_id FROM insight_topics WHERE topic = ?) AND {} AND {} {}", shown_insight,
                  seen_insight, newest_page_first);
  return select<Insight>(
      session, tail, {topic.slug, topic.with_private ? 1 : 0, page.after.at, page.after.id, page.limit, page.offset});
}

}  // namespace pith::store
