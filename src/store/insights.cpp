#include "store/insights.h"

#include <algorithm>

#include "store/edition.h"
#include "store/evidence.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/visible.h"

namespace pith::store {

namespace {

constexpr std::string_view stands = "replaced_by = ''";
constexpr auto shown = shown_insight;
constexpr auto newest_first = newest_page_first;

// What the insight's page points to now: the fresh one that shares most of its time, the first of equals; else the
// episode.
std::string successor(const Insight& old, std::string_view episode_id, std::span<const Insight> fresh) {
  const auto best = std::ranges::max_element(fresh, {}, [&](const Insight& one) { return shared_evidence(old, one); });
  if (best == fresh.end() || shared_evidence(old, *best).count() == 0) return std::string(episode_id);
  return best->id;
}

void retire(Tx& tx, const Insight& old, const std::string& by) {
  const auto sent = select_number(tx, "SELECT count(*) FROM sent WHERE insight_id = ?", {old.id});
  if (!sent) return tx.doom(sent.error());
  change(tx, "UPDATE insights SET replaced_by = ? WHERE replaced_by = ?", {by, old.id});
  if (*sent != 0) {
    change(tx, "UPDATE insights SET replaced_by = ? WHERE id = ?", {by, old.id});
  } else {
    change(tx, "DELETE FROM insights WHERE id = ?", {old.id});
  }
  note_change(tx, old.id);
  unindex_insight(tx, old.id);
}

}  // namespace

void replace_insights(Tx& tx, std::string_view episode_id, std::span<const Insight> fresh) {
  static const auto sql = upsert(columns_of<Insight>(), "insights", "id");
  const auto standing = insights_of_episode(tx, episode_id);
  if (!standing) return tx.doom(standing.error());
  InsightIndexer indexer(tx);
  for (const auto& insight : fresh) {
    const auto known = std::ranges::find(*standing, insight.id, &Insight::id);
    if (known != standing->end() && known->text != insight.text)  // they were of other words
      change(tx, "DELETE FROM links WHERE from_id = ? OR to_id = ?", {insight.id, insight.id});
    change(tx, sql, row_of(insight));
    note_change(tx, insight.id);
    indexer.add(insight);
  }
  for (const auto& old : *standing)
    if (std::ranges::find(fresh, old.id, &Insight::id) == fresh.end())
      retire(tx, old, successor(old, episode_id, fresh));
  next_edition(tx);
}

Result<std::optional<Insight>> insight_by_id(const Session& session, std::string_view id) {
  return select_one<Insight>(session, "WHERE id = ?", {id});
}

Result<std::vector<Insight>> insights_by_ids(const Session& session, std::span<const std::string> ids) {
  std::vector<Insight> found;
  for (const auto& id : ids) {
    auto insight = insight_by_id(session, id);
    if (!insight) return std::unexpected(std::move(insight.error()));
    if (*insight) found.push_back(std::move(**insight));
  }
  return found;
}

Result<std::vector<Insight>> insights_of_episode(const Session& session, std::string_view episode_id) {
  static const auto tail = fmt::format("WHERE episode_id = ? AND {} ORDER BY score DESC, id", stands);
  return select<Insight>(session, tail, {episode_id});
}

Result<std::vector<Insight>> insights_of_show(const Session& session, std::string_view show_id, const Page& page) {
  static const auto tail = fmt::format("WHERE show_id = ? AND {} {}", shown, newest_first);
  return select<Insight>(session, tail, {show_id, page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::vector<Insight>> recent_insights(const Session& session, bool with_private, const Page& page) {
  static const auto tail = fmt::format("WHERE {} AND {} {}", shown, seen_insight, newest_first);
  return select<Insight>(session, tail, {with_private ? 1 : 0, page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::map<std::string, std::int64_t>> count_by_engine(const Session& session) {
  static const auto text = fmt::format(
      "SELECT engine, count(*) FROM insights INDEXED BY insights_standing WHERE {} GROUP BY engine", stands);
  std::map<std::string, std::int64_t> found;
  auto done = session.connection().select(text, {}, {sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
    found[std::string(row.text(0))] = row.integer(1);
  });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

Result<std::vector<std::string>> standing_insights(const Session& session) {
  static const auto text = fmt::format("SELECT id FROM insights WHERE {}", stands);
  return select_texts(session, text);
}

Result<std::vector<Insight>> insights_after(const Session& session, const Insight* after, int limit) {
  static const auto first = fmt::format("WHERE {} ORDER BY published, id LIMIT ?", stands);
  static const auto next = fmt::format("WHERE (published, id) > (?, ?) AND {} ORDER BY published, id LIMIT ?", stands);
  if (after == nullptr) return select<Insight>(session, first, {limit});
  return select<Insight>(session, next, {after->published, after->id, limit});
}

Result<std::vector<Insight>> candidates(const Session& session, const CandidateQuery& query) {
  static const auto tail = fmt::format(
      "WHERE first_seen >= ? AND first_seen <= ? AND score >= ? AND {} "
      "AND show_id NOT IN (SELECT shows.id FROM shows WHERE shows.removed = 1) ORDER BY score DESC, published DESC, id",
      shown);
  return select<Insight>(session, tail, {query.since, query.until, query.floor});
}

Result<std::vector<Insight>> insights_ever_sent(const Session& session) {
  return select<Insight>(session, "WHERE EXISTS (SELECT 1 FROM sent WHERE sent.insight_id = insights.id) ORDER BY id");
}

}  // namespace pith::store
