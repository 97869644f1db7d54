#include "store/search.h"

#include <map>

#include <fmt/format.h>

#include "store/passages.h"
#include "store/record.h"
#include "store/search_query.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

using Kinds = sql::Shape;
constexpr auto text = sql::Kind::text;
constexpr auto integer = sql::Kind::integer;
constexpr auto real = sql::Kind::real;

// The best hits are chosen by the index alone; hidden ones fall out afterwards, so some more are asked for.
constexpr int spare = 50;

std::vector<sql::Value> values(const std::vector<Term>& terms, Join join, Page page) {
  return {match_expression(terms, join), page.offset + page.limit + spare, page.limit, page.offset};
}

// With all words; where that finds nothing, with any of them.
template <class Hit, class Find>
Result<std::vector<Hit>> all_else_any(std::string_view typed, Find find) {
  const auto terms = terms_of(typed);
  if (terms.empty()) return std::vector<Hit>{};
  auto hits = find(terms, Join::all);
  if (!hits || !hits->empty() || terms.size() == 1) return hits;
  return find(terms, Join::any);
}

Result<std::vector<InsightHit>> find_insights(const Session& session, const std::vector<Term>& terms, Join join,
                                              Page page) {
  static constexpr std::string_view sql =
      "SELECT i.id, i.episode_id, i.show_id, i.headline, i.text, hits.score FROM "
      "(SELECT rowid AS doc, bm25(insight_words, 4.0, 1.0, 2.0) AS score FROM insight_words "
      "WHERE insight_words MATCH ? ORDER BY score LIMIT ?) AS hits "
      "JOIN insight_docs d ON d.doc = hits.doc JOIN insights i ON i.id = d.insight_id "
      "JOIN episodes e ON e.id = i.episode_id JOIN shows s ON s.id = i.show_id "
      "WHERE i.replaced_by = '' AND e.hidden = 0 AND s.hidden = 0 ORDER BY hits.score, i.id LIMIT ? OFFSET ?";
  std::vector<InsightHit> hits;
  auto done = session.connection().select(
      sql, values(terms, join, page), Kinds{text, text, text, text, text, real}, [&](const sql::Row& row) {
        hits.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                        std::string(row.text(3)), std::string(row.text(4)), marks(row.text(4), terms), row.real(5)});
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return hits;
}

Result<std::vector<PassageHit>> find_passages(const Session& session, const std::vector<Term>& terms, Join join,
                                              Page page) {
  static constexpr std::string_view sql =
      "SELECT d.episode_id, e.show_id, d.first_cue, d.last_cue, hits.score FROM "
      "(SELECT rowid AS doc, bm25(passage_words) AS score FROM passage_words "
      "WHERE passage_words MATCH ? ORDER BY score LIMIT ?) AS hits "
      "JOIN passage_docs d ON d.doc = hits.doc JOIN episodes e ON e.id = d.episode_id "
      "JOIN shows s ON s.id = e.show_id "
      "WHERE e.hidden = 0 AND s.hidden = 0 ORDER BY hits.score, d.episode_id, d.first_cue LIMIT ? OFFSET ?";
  std::vector<PassageHit> hits;
  auto done = session.connection().select(
      sql, values(terms, join, page), Kinds{text, text, integer, integer, real}, [&](const sql::Row& row) {
        auto& hit = hits.emplace_back();
        hit.episode_id = row.text(0);
        hit.show_id = row.text(1);
        hit.cues = {static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
        hit.rank = row.real(4);
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return hits;
}

void read_words(PassageHit& hit, const Transcript& transcript, const std::vector<Term>& terms) {
  const auto first = static_cast<std::size_t>(hit.cues.first);
  if (first >= transcript.cues.size()) return;
  hit.start = transcript.cues[first].start;
  hit.speaker = speaker_name(transcript, transcript.cues[first]);
  hit.text = text_of(transcript, hit.cues);
  hit.marks = marks(hit.text, terms);
}

// The index holds no text: what was said comes from the transcripts, each read once.
Result<void> read_all_words(const Session& session, std::vector<PassageHit>& hits, const std::vector<Term>& terms) {
  std::map<std::string, Transcript> read;
  for (auto& hit : hits) {
    auto found = read.find(hit.episode_id);
    if (found == read.end()) {
      auto transcript = transcript_of(session, hit.episode_id);
      if (!transcript) return std::unexpected(std::move(transcript.error()));
      found = read.emplace(hit.episode_id, transcript->value_or(Transcript{})).first;
    }
    read_words(hit, found->second, terms);
  }
  return {};
}

}  // namespace

Result<std::vector<InsightHit>> search_insights(const Session& session, std::string_view query, Page page) {
  return all_else_any<InsightHit>(
      query, [&](const auto& terms, Join join) { return find_insights(session, terms, join, page); });
}

Result<std::vector<PassageHit>> search_passages(const Session& session, std::string_view query, Page page) {
  auto hits = all_else_any<PassageHit>(
      query, [&](const auto& terms, Join join) { return find_passages(session, terms, join, page); });
  if (!hits) return hits;
  if (auto read = read_all_words(session, *hits, terms_of(query)); !read) return std::unexpected(read.error());
  return hits;
}

}  // namespace pith::store
