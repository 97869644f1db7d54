#include "store/shows.h"

#include "domain/reader.h"
#include "store/edition.h"
#include "store/record.h"
#include "store/visible.h"

namespace pith::store {

namespace {

std::string marked(const Show& show) {
  return fmt::format("{}-{}", show.slug, show.id.substr(show.id.size() - std::min<std::size_t>(4, show.id.size())));
}

std::string slug_for(Tx& tx, const Show& show) {
  const auto holder = select_one<Show>(tx, "WHERE slug = ? AND id <> ?", {show.slug, show.id});
  if (!holder) {
    tx.doom(holder.error());
    return show.slug;
  }
  if (!*holder) return show.slug;
  if ((*holder)->id < show.id) return marked(show);
  change(tx, "UPDATE shows SET slug = ? WHERE id = ?", {marked(**holder), (*holder)->id});
  return show.slug;
}

// A new show has no insights yet, and briefs hold no description.
bool changes_briefs(Show before, const Show& after) {
  before.description = after.description;
  before.slug = after.slug;  // these two are kept
  before.added = after.added;
  return before != after;
}

Result<Counts> counted(const Session& session, std::string_view sql, std::vector<sql::Value> values) {
  Counts found;
  auto done =
      session.connection().select(sql, std::move(values), sql::Shape(6, sql::Kind::integer), [&](const sql::Row& row) {
        found = {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5)};
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace

void put(Tx& tx, const Show& show) {
  static const auto sql = upsert(columns_of<Show>(), "shows", "id", "slug added");
  auto row = show;
  const auto known = show_by_id(tx, show.id);
  if (!known) return tx.doom(known.error());
  if (!*known) row.slug = slug_for(tx, show);
  change(tx, sql, row_of(row));
  if (*known && changes_briefs(**known, show)) next_edition(tx);
}

// Of the rest of the row another process may have changed something.
void unfollow(Tx& tx, std::string_view show_id, bool hide) {
  const int hidden = hide ? 1 : 0;
  if (change(tx, "UPDATE shows SET removed = 1, hidden = max(hidden, ?) WHERE id = ? AND (removed = 0 OR hidden < ?)",
             {hidden, show_id, hidden}) != 0)
    next_edition(tx);
  change(tx, "UPDATE feeds SET ended = 1 WHERE show_id = ?", {show_id});
}

Result<bool> is_followed(const Session& session, const Feed& feed) {
  if (feed.ended) return false;
  const auto show = show_by_id(session, feed.show_id);
  if (!show) return std::unexpected(show.error());
  return *show && !(*show)->removed;
}

Result<std::optional<Show>> show_by_id(const Session& session, std::string_view id) {
  return select_one<Show>(session, "WHERE id = ?", {id});
}

Result<std::optional<Show>> show_by_slug(const Session& session, std::string_view slug) {
  return select_one<Show>(session, "WHERE slug = ? OR id = ?", {slug, slug});
}

Result<std::vector<Show>> shows(const Session& session) { return select<Show>(session, "ORDER BY lower(title), id"); }

Result<Counts> counts(const Session& session) {
  static constexpr std::string_view sql =
      "SELECT (SELECT count(*) FROM shows WHERE removed = 0), (SELECT count(*) FROM feeds WHERE ended = 0), "
      "(SELECT count(*) FROM episodes), (SELECT count(*) FROM transcripts), "
      "(SELECT count(*) FROM insights INDEXED BY insights_standing WHERE replaced_by = ''), (SELECT count(*) FROM "
      "briefs)";
  return counted(session, sql, {});
}

// What is not seen is little, and taken away from what there is: a list of all that is seen would be long.
Result<Counts> counts_seen(const Session& session, bool for_owner) {
  static constexpr std::string_view sql =
      "WITH away AS (SELECT id FROM shows WHERE {0}), away_episodes AS (SELECT id FROM episodes WHERE hidden = 1 UNION "
      "SELECT e.id FROM away CROSS JOIN episodes e ON e.show_id = away.id) "
      "SELECT (SELECT count(*) FROM shows WHERE removed = 0 AND NOT {0}), "
      "(SELECT count(*) FROM feeds WHERE ended = 0 AND show_id NOT IN (SELECT id FROM away)), "
      "(SELECT count(*) FROM episodes) - (SELECT count(*) FROM away_episodes), "
      "(SELECT count(*) FROM transcripts) - (SELECT count(*) FROM away_episodes CROSS JOIN transcripts t "
      "ON t.episode_id = away_episodes.id), "
      "(SELECT count(*) FROM insights INDEXED BY insights_standing WHERE replaced_by = '') - (SELECT count(*) FROM "
      "away_episodes CROSS JOIN insights i ON i.episode_id = away_episodes.id WHERE i.replaced_by = ''), "
      "(SELECT count(*) FROM briefs WHERE {1})";
  if (for_owner) return counted(session, fmt::format(sql, "shows.hidden = 1", "1"), {});
  return counted(session, fmt::format(sql, unseen_show, "reader_id = ?"), {home_reader});
}

}  // namespace pith::store
