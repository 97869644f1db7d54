#include "store/feeds.h"

#include "store/record.h"

namespace pith::store {

void put(Tx& tx, const Feed& feed) {
  static const auto sql = upsert(columns_of<Feed>(), "feeds", "id");
  static constexpr std::string_view add_url =
      "INSERT INTO feed_urls (url, feed_id) VALUES (?, ?) ON CONFLICT (url) DO NOTHING";
  change(tx, sql, row_of(feed));
  change(tx, "DELETE FROM feed_urls WHERE feed_id = ?", {feed.id});
  change(tx, add_url, {feed.url, feed.id});
  for (const auto& alias : feed.aliases) change(tx, add_url, {alias, feed.id});
}

void put_poll(Tx& tx, const Feed& feed) {
  change(tx,
         "UPDATE feeds SET next_poll = ?, last_polled = ?, last_good = ?, failures = ?, problem = ?, ended = ? "
         "WHERE id = ?",
         {feed.next_poll, to_sql(feed.last_polled), to_sql(feed.last_good), feed.failures, feed.problem, feed.ended,
          feed.id});
}

void hasten_polls(Tx& tx, Time now) {
  change(tx,
         "INSERT INTO work (step, subject, version, state, due, attempts, owner, lease_until, error) "
         "SELECT 'poll', id, '', 'due', ?, 0, '', 0, '' FROM feeds WHERE ended = 0 AND failures = 0 AND "
         "(last_polled IS NULL OR last_polled <= ? OR last_polled > ?) AND NOT EXISTS "
         "(SELECT 1 FROM rests WHERE rests.subject = feeds.id AND rests_until > ?) "
         "ON CONFLICT (step, subject, version) DO UPDATE SET due = excluded.due, state = 'due', attempts = CASE WHEN "
         "work.state = 'done' THEN 0 ELSE work.attempts END "
         "WHERE work.state = 'done' OR (work.state = 'due' AND work.due > excluded.due)",
         {now, now - std::chrono::hours{1}, now, now});
}

Result<std::optional<Feed>> feed_by_id(const Session& session, std::string_view id) {
  return select_one<Feed>(session, "WHERE id = ?", {id});
}

Result<std::optional<Feed>> feed_by_url(const Session& session, std::string_view url) {
  return select_one<Feed>(session, "WHERE id = (SELECT feed_id FROM feed_urls WHERE feed_urls.url = ?)", {url});
}

Result<std::vector<Feed>> feeds(const Session& session) { return select<Feed>(session, "ORDER BY id"); }

Result<std::vector<Feed>> feeds_of_show(const Session& session, std::string_view show_id) {
  return select<Feed>(session, "WHERE show_id = ? ORDER BY id", {show_id});
}

}  // namespace pith::store
