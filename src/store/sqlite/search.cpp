#include "store/search.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "domain/person.h"
#include "lib/json/json.h"
#include "store/passages.h"
#include "store/record.h"
#include "store/search_place.h"
#include "store/search_query.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

using Kinds = sql::Shape;
using Values = std::vector<sql::Value>;
constexpr auto text = sql::Kind::text;
constexpr auto integer = sql::Kind::integer;
constexpr auto real = sql::Kind::real;

// Of what has the words, the newest so many are ranked: words that more have tell little apart.
constexpr int most_insights_ranked = 15'000;
constexpr int most_passages_ranked = 8'000;
// What may not be shown falls out after the ranking: so some more are asked for, and again so many times more.
constexpr int spare = 60;
constexpr int widening = 8;
// Shows that the index itself leaves out; those beyond fall out afterwards.
constexpr std::size_t most_unseen = 16;

// How an insight i, an episode e and its show s must be; takes the values of `shown`.
constexpr std::string_view shown_episode_of_show =
    "e.hidden = 0 AND s.hidden = 0 AND s.is_private <= ? AND (? = '' OR e.show_id = ?) "
    "AND e.published >= ? AND e.published < ?";
// An appearance a, in talk that may be shown; takes 1 where private shows may be.
constexpr std::string_view shown_speaking =
    "a.source = 'talk' AND EXISTS (SELECT 1 FROM episodes e CROSS JOIN shows s ON s.id = e.show_id "
    "WHERE e.id = a.episode_id AND e.hidden = 0 AND s.hidden = 0 AND s.is_private <= ?)";
constexpr std::string_view said_by = "(? = '' OR i.speaker IN (SELECT value FROM json_each(?)))";

std::string as_list(std::span<const std::string> texts) {
  auto list = json::array();
  for (const auto& one : texts) list.push(one);
  return texts.empty() ? std::string{} : json::write(list);
}

void add_shown(Values& values, const Narrow& narrow) {
  constexpr auto limits = std::numeric_limits<std::int64_t>();
  values.emplace_back(narrow.with_private ? 1 : 0);
  values.emplace_back(narrow.show_id);
  values.emplace_back(narrow.show_id);
  values.emplace_back(narrow.since ? to_micros(*narrow.since) : limits.min());
  values.emplace_back(narrow.until ? to_micros(*narrow.until) : limits.max());
}

void add_speakers(Values& values, const Narrow& narrow) { values.insert(values.end(), 2, as_list(narrow.speakers)); }

// What an insight says and stands on, without the talk around it.
constexpr std::string_view own = "- {around}";

struct Ranked {
  std::int64_t doc = 0;
  double score = 0;  // bm25: the lower the better
};

// Where FTS5 ranks: `columns` says what a word counts in each; the place counts nothing.
struct Table {
  std::string_view name;
  std::string_view columns;
  std::string_view names;
  int most_ranked;
};
constexpr Table insight_words{"insight_words", "1.0, 1.0, 1.0, 1.0, 0.0, 0.6", "names", most_insights_ranked};
constexpr Table passage_words{"passage_words", "1.0, 0.2, 0.0", "who", most_passages_ranked};

// Best first.
Result<std::vector<Ranked>> ranked(const Session& session, const Table& table, const std::string& expression,
                                   int most) {
  const auto sql = fmt::format(
      "SELECT * FROM (SELECT rowid AS doc, bm25({0}, {1}) AS score FROM {0} WHERE {0} MATCH ? "
      "ORDER BY rowid DESC LIMIT {2}) ORDER BY score LIMIT ?",
      table.name, table.columns, table.most_ranked);
  std::vector<Ranked> found;
  auto done = session.connection().select(sql, {expression, most}, Kinds{integer, real},
                                          [&](const sql::Row& row) { found.push_back({row.integer(0), row.real(1)}); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

std::string as_list(std::span<const Ranked> ranked) {
  auto list = json::array();
  for (const auto& one : ranked) list.push(one.doc);
  return json::write(list);
}

// Ids of ranked insights that may be shown, equal ones by id.
Result<std::vector<std::string>> shown_of(const Session& session, std::span<const Ranked> docs, const Narrow& narrow) {
  static const auto sql = fmt::format(
      "SELECT i.id, asked.key FROM json_each(?) asked CROSS JOIN insight_docs d ON d.doc = asked.value "
      "CROSS JOIN insights i ON i.id = d.insight_id CROSS JOIN episodes e ON e.id = i.episode_id "
      "CROSS JOIN shows s ON s.id = i.show_id WHERE i.replaced_by = '' AND {} AND {}",
      shown_episode_of_show, said_by);
  Values values{as_list(docs)};
  add_shown(values, narrow);
  add_speakers(values, narrow);
  std::vector<std::pair<double, std::string>> found;
  auto done = session.connection().select(sql, std::move(values), Kinds{text, integer}, [&](const sql::Row& row) {
    found.emplace_back(docs[static_cast<std::size_t>(row.integer(1))].score, row.text(0));
  });
  if (!done) return std::unexpected(std::move(done.error()));
  std::ranges::sort(found);
  std::vector<std::string> ids;
  for (auto& [score, id] : found) ids.push_back(std::move(id));
  return ids;
}

Result<std::vector<PassageHit>> shown_passages(const Session& session, std::span<const Ranked> docs,
                                               const Narrow& narrow) {
  static const auto sql = fmt::format(
      "SELECT d.episode_id, e.show_id, d.first_cue, d.last_cue, asked.key FROM json_each(?) asked "
      "CROSS JOIN passage_docs d ON d.doc = asked.value CROSS JOIN episodes e ON e.id = d.episode_id "
      "CROSS JOIN shows s ON s.id = e.show_id WHERE {}",
      shown_episode_of_show);
  Values values{as_list(docs)};
  add_shown(values, narrow);
  std::vector<PassageHit> hits;
  auto done = session.connection().select(
      sql, std::move(values), Kinds{text, text, integer, integer, integer}, [&](const sql::Row& row) {
        auto& hit = hits.emplace_back();
        hit.episode_id = row.text(0);
        hit.show_id = row.text(1);
        hit.cues = {static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
        hit.rank = docs[static_cast<std::size_t>(row.integer(4))].score;
      });
  if (!done) return std::unexpected(std::move(done.error()));
  std::ranges::sort(hits, {}, [](const auto& hit) { return std::tie(hit.rank, hit.episode_id, hit.cues.first); });
  return hits;
}

// Asks for more until enough may be shown or nothing is left.
template <class Shown>
auto best_shown(const Session& session, const Table& table, const std::string& expression, int most, Shown shown)
    -> decltype(shown(std::span<const Ranked>{})) {
  for (int first = most + spare;; first *= widening) {
    const auto docs = ranked(session, table, expression, first);
    if (!docs) return std::unexpected(docs.error());
    auto found = shown(*docs);
    if (!found) return found;
    const bool enough = found->size() >= static_cast<std::size_t>(most);
    if (!enough && docs->size() == static_cast<std::size_t>(first)) continue;
    if (enough) found->resize(static_cast<std::size_t>(most));
    return found;
  }
}

Result<std::string> narrowed_in(const Session& session, const Table& table, const std::string& expression,
                                const Narrow& narrow) {
  Surroundings around{.names = table.names};
  auto out = unseen_shows(session, narrow.with_private);
  if (!out) return std::unexpected(out.error());
  around.unseen = std::move(*out);
  if (around.unseen.size() > most_unseen) around.unseen.resize(most_unseen);
  if (narrow.since || narrow.until) {
    const auto first = select_number(session, "SELECT coalesce(min(published), 0) FROM episodes");
    const auto last = select_number(session, "SELECT coalesce(max(published), 0) FROM episodes");
    if (!first) return std::unexpected(first.error());
    if (!last) return std::unexpected(last.error());
    around.first = from_micros(*first);
    around.last = from_micros(*last);
  }
  return narrowed(expression, narrow, around);
}

void fill_words(PassageHit& hit, const Transcript& transcript) {
  const auto first = static_cast<std::size_t>(hit.cues.first);
  if (first >= transcript.cues.size()) return;
  hit.start = transcript.cues[first].start;
  hit.end = transcript.cues[std::min(static_cast<std::size_t>(hit.cues.last), transcript.cues.size() - 1)].end;
  hit.speaker = speaker_name(transcript, transcript.cues[first]);
  hit.text = text_of(transcript, hit.cues);
}

}  // namespace

Result<std::vector<std::string>> unseen_shows(const Session& session, bool with_private) {
  return select_texts(session,
                      "SELECT id FROM shows WHERE hidden = 1 "
                      "UNION SELECT id FROM shows WHERE is_private = 1 AND ? = 0",
                      {with_private ? 1 : 0});
}

Result<Unseen> unseen(const Session& session, bool with_private) {
  auto shows = unseen_shows(session, with_private);
  if (!shows) return std::unexpected(std::move(shows.error()));
  auto episodes = select_texts(session, "SELECT id FROM episodes WHERE hidden = 1");
  if (!episodes) return std::unexpected(std::move(episodes.error()));
  return Unseen{{std::make_move_iterator(shows->begin()), std::make_move_iterator(shows->end())},
                {std::make_move_iterator(episodes->begin()), std::make_move_iterator(episodes->end())}};
}

Result<std::vector<std::string>> insights_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                   int most) {
  const auto expression = match_expression(words, own);
  if (expression.empty()) return std::vector<std::string>{};
  const auto all = narrowed_in(session, insight_words, expression, narrow);
  if (!all) return std::unexpected(all.error());
  return best_shown(session, insight_words, *all, most,
                    [&](std::span<const Ranked> docs) { return shown_of(session, docs, narrow); });
}

Result<std::vector<std::string>> newest_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                 int most) {
  static const auto sql = fmt::format(
      "SELECT i.id FROM (SELECT rowid AS doc FROM insight_words WHERE insight_words MATCH ? ORDER BY rowid DESC "
      "LIMIT {}) asked CROSS JOIN insight_docs d ON d.doc = asked.doc CROSS JOIN insights i ON i.id = d.insight_id "
      "CROSS JOIN episodes e ON e.id = i.episode_id CROSS JOIN shows s ON s.id = i.show_id "
      "WHERE i.replaced_by = '' AND {} AND {} ORDER BY i.published DESC, i.id DESC LIMIT ?",
      most_insights_ranked, shown_episode_of_show, said_by);
  const auto expression = match_expression(words, own);
  if (expression.empty()) return std::vector<std::string>{};
  auto all = narrowed_in(session, insight_words, expression, narrow);
  if (!all) return std::unexpected(all.error());
  Values values{*std::move(all)};
  add_shown(values, narrow);
  add_speakers(values, narrow);
  values.emplace_back(most);
  return select_texts(session, sql, std::move(values));
}

Result<std::vector<std::string>> newest_insights(const Session& session, const Narrow& narrow, int most) {
  // By the index of whoever speaks, of the show, or of time, whatever leaves least to walk.
  std::string_view from = "insights i INDEXED BY insights_by_time ON true";
  Values values;
  if (!narrow.speakers.empty()) {
    from = "json_each(?) who CROSS JOIN insights i INDEXED BY insights_by_speaker ON i.speaker = who.value";
    values.emplace_back(as_list(narrow.speakers));
  } else if (!narrow.show_id.empty()) {
    from = "insights i INDEXED BY insights_by_show ON i.show_id = ?";
    values.emplace_back(narrow.show_id);
  }
  const auto sql = fmt::format(
      "SELECT i.id FROM (SELECT 1) CROSS JOIN {} CROSS JOIN episodes e ON e.id = i.episode_id "
      "CROSS JOIN shows s ON s.id = i.show_id WHERE i.replaced_by = '' AND {} AND {} "
      "ORDER BY i.published DESC, i.id DESC LIMIT ?",
      from, shown_episode_of_show, said_by);
  add_shown(values, narrow);
  add_speakers(values, narrow);
  values.emplace_back(most);
  return select_texts(session, sql, std::move(values));
}

Result<std::unordered_set<std::string>> insights_having(const Session& session, const Words& words) {
  const auto expression = match_expression(words, own);
  if (expression.empty()) return std::unordered_set<std::string>{};
  const auto ids = select_texts(session,
                                "SELECT d.insight_id FROM insight_words CROSS JOIN insight_docs d "
                                "ON d.doc = insight_words.rowid WHERE insight_words MATCH ?",
                                {expression});
  if (!ids) return std::unexpected(ids.error());
  return std::unordered_set<std::string>(ids->begin(), ids->end());
}

Result<std::vector<InsightHit>> insight_hits(const Session& session, std::span<const std::string> ids,
                                             const Narrow& narrow) {
  static const auto sql = fmt::format(
      "SELECT i.id, i.episode_id, i.show_id, i.headline, i.text FROM json_each(?) asked "
      "CROSS JOIN insights i ON i.id = asked.value CROSS JOIN episodes e ON e.id = i.episode_id "
      "CROSS JOIN shows s ON s.id = i.show_id WHERE i.replaced_by = '' AND {} AND {} ORDER BY asked.key",
      shown_episode_of_show, said_by);
  std::vector<InsightHit> hits;
  if (ids.empty()) return hits;
  Values values{as_list(ids)};
  add_shown(values, narrow);
  add_speakers(values, narrow);
  auto done = session.connection().select(sql, std::move(values), Kinds{text, text, text, text, text},
                                          [&](const sql::Row& row) {
                                            hits.push_back({std::string(row.text(0)),
                                                            std::string(row.text(1)),
                                                            std::string(row.text(2)),
                                                            std::string(row.text(3)),
                                                            std::string(row.text(4)),
                                                            {}});
                                          });
  if (!done) return std::unexpected(std::move(done.error()));
  return hits;
}

Result<std::vector<PassageHit>> passages_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                  int most) {
  const auto expression = match_expression(words);
  if (expression.empty()) return std::vector<PassageHit>{};
  const auto all = narrowed_in(session, passage_words, expression, narrow);
  if (!all) return std::unexpected(all.error());
  return best_shown(session, passage_words, *all, most,
                    [&](std::span<const Ranked> docs) { return shown_passages(session, docs, narrow); });
}

Result<void> read_words(const Session& session, std::span<PassageHit> hits) {
  std::map<std::string, Transcript> read;  // each once
  for (auto& hit : hits) {
    auto found = read.find(hit.episode_id);
    if (found == read.end()) {
      auto transcript = transcript_of(session, hit.episode_id);
      if (!transcript) return std::unexpected(std::move(transcript.error()));
      found = read.emplace(hit.episode_id, transcript->value_or(Transcript{})).first;
    }
    fill_words(hit, found->second);
  }
  return {};
}

Result<std::vector<std::string>> speakers_called(const Session& session, std::string_view name, bool with_private) {
  static const auto whole_name =
      fmt::format("SELECT DISTINCT a.name FROM appearances a WHERE a.key = ? AND {} ORDER BY a.name", shown_speaking);
  static const auto one_word = fmt::format(
      "SELECT DISTINCT a.name FROM name_words w CROSS JOIN appearances a INDEXED BY appearances_by_key "
      "ON a.key = w.key WHERE w.word = ? AND {} ORDER BY a.name",
      shown_speaking);
  const int most_private = with_private ? 1 : 0;
  const auto key = person_key(name);
  if (!key.empty()) return select_texts(session, whole_name, {key, most_private});
  const auto whole = person_key(fmt::format("{} x", name));  // one word, as keys have it
  const auto part = whole.substr(0, whole.find('-'));
  if (part.empty()) return std::vector<std::string>{};
  return select_texts(session, one_word, {part, most_private});
}

}  // namespace pith::store
