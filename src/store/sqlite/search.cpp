#include "store/search.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "domain/person.h"
#include "lib/json/json.h"
#include "store/passages.h"
#include "store/record.h"
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
constexpr int most_insights_ranked = 50'000;
constexpr int most_passages_ranked = 12'000;
// Where nothing is narrowed the index alone chooses, and what may not be shown falls out afterwards: so some more.
constexpr int spare = 60;

// How an insight i, an episode e and its show s must be; takes the values of `shown`.
constexpr std::string_view shown_episode_of_show =
    "e.hidden = 0 AND s.hidden = 0 AND s.is_private <= ? AND (? = '' OR e.show_id = ?) "
    "AND e.published >= ? AND e.published < ?";
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

Result<std::vector<std::string>> ranked(const Session& session, Values values, const Narrow& narrow, int most) {
  static const auto sql = fmt::format(
      "SELECT i.id FROM "
      "(SELECT * FROM (SELECT rowid AS doc, bm25(insight_words) AS score FROM insight_words "
      "WHERE insight_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY score LIMIT ?) AS hits "
      "CROSS JOIN insight_docs d ON d.doc = hits.doc CROSS JOIN insights i ON i.id = d.insight_id "
      "CROSS JOIN episodes e ON e.id = i.episode_id CROSS JOIN shows s ON s.id = i.show_id "
      "WHERE i.replaced_by = '' AND {} AND {} ORDER BY hits.score, i.id LIMIT ?",
      shown_episode_of_show, said_by);
  add_shown(values, narrow);
  add_speakers(values, narrow);
  values.emplace_back(most);
  return select_texts(session, sql, std::move(values));
}

Result<std::vector<PassageHit>> ranked_passages(const Session& session, Values values, const Narrow& narrow, int most) {
  static const auto sql = fmt::format(
      "SELECT d.episode_id, e.show_id, d.first_cue, d.last_cue, hits.score FROM "
      "(SELECT * FROM (SELECT rowid AS doc, bm25(passage_words, 1.0, 0.2) AS score FROM passage_words "
      "WHERE passage_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY score LIMIT ?) AS hits "
      "CROSS JOIN passage_docs d ON d.doc = hits.doc CROSS JOIN episodes e ON e.id = d.episode_id "
      "CROSS JOIN shows s ON s.id = e.show_id WHERE {} ORDER BY hits.score, d.episode_id, d.first_cue LIMIT ?",
      shown_episode_of_show);
  add_shown(values, narrow);
  values.emplace_back(most);
  std::vector<PassageHit> hits;
  auto done = session.connection().select(
      sql, std::move(values), Kinds{text, text, integer, integer, real}, [&](const sql::Row& row) {
        auto& hit = hits.emplace_back();
        hit.episode_id = row.text(0);
        hit.show_id = row.text(1);
        hit.cues = {static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
        hit.rank = row.real(4);
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return hits;
}

// Asks for somewhat more than is wanted, and for everything where too much of that may not be shown.
template <class Find>
auto enough(const Narrow& narrow, int most, Find find) {
  const int first = most + spare;
  if (!narrow.narrows()) {
    auto found = find(first);
    if (!found || found->size() == static_cast<std::size_t>(most)) return found;
  }
  return find(std::numeric_limits<int>::max());
}

// Passages in which one of the speakers speaks.
std::string spoken_by(const std::string& expression, const Narrow& narrow) {
  if (narrow.speakers.empty()) return expression;
  return fmt::format("({}) AND {{who}} : ({})", expression, match_expression({.wanted = {Term{narrow.speakers}}}));
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

Result<std::vector<std::string>> insights_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                   int most) {
  const auto expression = match_expression(words);
  if (expression.empty()) return std::vector<std::string>{};
  return enough(narrow, most,
                [&](int first) { return ranked(session, {expression, most_insights_ranked, first}, narrow, most); });
}

Result<std::vector<std::string>> newest_insights(const Session& session, const Narrow& narrow, int most) {
  static const auto sql = fmt::format(
      "SELECT i.id FROM insights i CROSS JOIN episodes e ON e.id = i.episode_id CROSS JOIN shows s ON s.id = i.show_id "
      "WHERE i.replaced_by = '' AND {} AND {} ORDER BY i.published DESC, i.id DESC LIMIT ?",
      shown_episode_of_show, said_by);
  Values values;
  add_shown(values, narrow);
  add_speakers(values, narrow);
  values.emplace_back(most);
  return select_texts(session, sql, std::move(values));
}

Result<std::unordered_set<std::string>> insights_having(const Session& session, const Words& words) {
  const auto expression = match_expression(words);
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
  auto expression = match_expression(words);
  if (expression.empty()) return std::vector<PassageHit>{};
  expression = spoken_by(expression, narrow);
  return enough(narrow, most, [&](int first) {
    return ranked_passages(session, {expression, most_passages_ranked, first}, narrow, most);
  });
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

Result<std::vector<std::string>> speakers_called(const Session& session, std::string_view name) {
  const auto key = person_key(name);
  if (!key.empty())
    return select_texts(session,
                        "SELECT DISTINCT name FROM appearances WHERE key = ? AND source = 'talk' ORDER BY name", {key});
  const auto whole = person_key(fmt::format("{} x", name));  // one word, as keys have it
  const auto part = whole.substr(0, whole.find('-'));
  if (part.empty()) return std::vector<std::string>{};
  return select_texts(session,
                      "SELECT DISTINCT name FROM appearances WHERE ('-' || key || '-') LIKE ? AND source = 'talk' "
                      "ORDER BY name",
                      {fmt::format("%-{}-%", part)});
}

}  // namespace pith::store
