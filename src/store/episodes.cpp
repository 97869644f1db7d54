#include "store/episodes.h"

#include "store/edition.h"
#include "store/people.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/visible.h"

namespace pith::store {

namespace {

constexpr std::string_view visible =
    "hidden = 0 AND show_id NOT IN (SELECT shows.id FROM shows WHERE shows.hidden = 1)";
// Without private shows where the parameter is 0, with them where it is 1.
constexpr std::string_view seen = "show_id NOT IN (SELECT shows.id FROM shows WHERE shows.is_private > ?)";
constexpr auto newest_first = newest_page_first;

// Of what a feed says anew at every poll, briefs hold little.
bool changes_briefs(Episode before, const Episode& after) {
  before.description = after.description;
  before.aliases = after.aliases;
  before.transcripts = after.transcripts;
  before.chapters_url = after.chapters_url;
  before.chapters = after.chapters;
  before.soundbites = after.soundbites;
  before.state = after.state;
  before.reason = after.reason;
  before.gone = after.gone;
  before.first_seen = after.first_seen;  // is kept
  return before != after;
}

bool has_insights(Tx& tx, std::string_view episode_id) {
  const auto found = select_number(tx, "SELECT EXISTS (SELECT 1 FROM insights WHERE episode_id = ?)", {episode_id});
  if (!found) tx.doom(found.error());
  return found && *found != 0;
}

}  // namespace

void put(Tx& tx, const Episode& episode) {
  static const auto sql = upsert(columns_of<Episode>(), "episodes", "id", "first_seen");
  const auto known = episode_by_id(tx, episode.id);
  if (!known) return tx.doom(known.error());
  change(tx, sql, row_of(episode));
  put_credits(tx, episode);
  note_moved(tx, episode.id);
  if (*known && changes_briefs(**known, episode) && has_insights(tx, episode.id)) next_edition(tx);
}

void set_state(Tx& tx, std::string_view episode_id, EpisodeState state, std::string_view reason) {
  change(tx, "UPDATE episodes SET state = ?, reason = ? WHERE id = ?", {word_of(state), reason, episode_id});
}

Result<std::optional<Episode>> episode_by_id(const Session& session, std::string_view id) {
  return select_one<Episode>(session, "WHERE id = ?", {id});
}

Result<std::vector<Episode>> episodes_of_show(const Session& session, std::string_view show_id) {
  return select<Episode>(session, "WHERE show_id = ? ORDER BY id", {show_id});
}

Result<std::vector<Time>> newest_dates(const Session& session, std::string_view show_id, NewestDates wanted) {
  std::vector<Time> dates;
  auto done = session.connection().select(
      "SELECT DISTINCT published FROM episodes WHERE show_id = ? AND published <= ? ORDER BY published DESC LIMIT ?",
      {show_id, wanted.until, wanted.most}, {sql::Kind::integer},
      [&](const sql::Row& row) { dates.push_back(row.time(0)); });
  if (!done) return std::unexpected(std::move(done.error()));
  return dates;
}

Result<std::vector<Episode>> recent_episodes_of_show(const Session& session, std::string_view show_id,
                                                     const Page& page) {
  static const auto tail = fmt::format("WHERE show_id = ? AND {} {}", visible, newest_first);
  return select<Episode>(session, tail, {show_id, page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::vector<Episode>> recent_episodes(const Session& session, bool with_private, const Page& page) {
  static const auto tail = fmt::format("WHERE {} AND {} {}", visible, seen, newest_first);
  return select<Episode>(session, tail, {with_private ? 1 : 0, page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::vector<Episode>> episodes_in_state(const Session& session, EpisodeState state, const Page& page) {
  static const auto tail = fmt::format("WHERE state = ? AND {} {}", visible, newest_first);
  return select<Episode>(session, tail, {word_of(state), page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::map<EpisodeState, std::int64_t>> count_by_state(const Session& session) {
  std::map<EpisodeState, std::int64_t> found;
  auto done = session.connection().select("SELECT state, count(*) FROM episodes GROUP BY state", {},
                                          {sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
                                            EpisodeState state{};
                                            if (read_word(row.text(0), state)) found[state] = row.integer(1);
                                          });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace pith::store
