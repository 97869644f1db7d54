#include "store/search_index.h"

#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/insights.h"
#include "store/passages.h"
#include "store/people.h"
#include "store/record.h"
#include "store/search_place.h"
#include "store/topics.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

// What the index was built by: cutting of passages, tokenizer, columns, topics and people. Another value here, and it
// is built anew.
constexpr std::string_view rules = "4";
constexpr int batch = 200;

std::int64_t returned_number(Tx& tx, std::string_view sql, std::vector<sql::Value> values) {
  if (tx.doomed()) return 0;
  auto found = select_number(tx, sql, std::move(values));
  if (found) return *found;
  tx.doom(std::move(found.error()));
  return 0;
}

std::string names_of(const Insight& insight) {
  return fmt::format("{} {} {}", insight.speaker, fmt::join(insight.topics, " "), fmt::join(insight.entities, " "));
}

// The words it stands on, where the text has others: an editor's question seldom has the speaker's very words.
std::string said_in(const Insight& insight) {
  std::string said;
  for (const auto& quote : insight.evidence) said += quote.text + ' ';
  return said;
}

std::string speakers_in(const Transcript& transcript, CueRange cues) {
  std::set<std::string_view> names;
  for (int n = cues.first; n <= cues.last; ++n) {
    const auto speaker = transcript.cues[static_cast<std::size_t>(n)].speaker;
    if (speaker >= 0) names.insert(transcript.speakers[static_cast<std::size_t>(speaker)]);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

// All that is said in talk, and by whom.
std::string words_of(const Transcript& transcript) {
  std::string words;
  for (const auto& cue : transcript.cues)
    if (cue.kind == CueKind::talk) words += cue.text + ' ';
  for (const auto& name : transcript.speakers) words += name + ' ';
  return words;
}

// Empty for an episode that is not stored.
std::string place_of(Tx& tx, std::string_view episode_id) {
  std::string place;
  auto done = tx.connection().select("SELECT show_id, published FROM episodes WHERE id = ?", {episode_id},
                                     {sql::Kind::text, sql::Kind::integer},
                                     [&](const sql::Row& row) { place = place_words(row.text(0), row.time(1)); });
  if (!done) tx.doom(std::move(done.error()));
  return place;
}

std::string indexed_place(Tx& tx, std::string_view episode_id) {
  auto place = select_texts(tx, "SELECT place FROM passage_places WHERE episode_id = ?", {episode_id});
  if (!place) tx.doom(std::move(place.error()));
  return place && !place->empty() ? std::move(place->front()) : std::string{};
}

struct Passage {
  std::int64_t doc = 0;
  CueRange cues;
};

std::vector<Passage> indexed_passages(Tx& tx, std::string_view episode_id) {
  std::vector<Passage> found;
  auto done = tx.connection().select(
      "SELECT doc, first_cue, last_cue FROM passage_docs WHERE episode_id = ? ORDER BY doc", {episode_id},
      sql::Shape(3, sql::Kind::integer), [&](const sql::Row& row) {
        found.push_back({row.integer(0), {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))}});
      });
  if (!done) tx.doom(std::move(done.error()));
  return found;
}

Result<void> clear(Store& store) {
  return store.write([](Tx& tx) {
    change(tx, "INSERT INTO passage_words (passage_words) VALUES ('delete-all')");
    change(tx, "INSERT INTO spoken_words (spoken_words) VALUES ('delete-all')");
    change(tx, "DELETE FROM passage_docs");
    change(tx, "DELETE FROM passage_places");
    change(tx, "DELETE FROM insight_words");
    change(tx, "DELETE FROM insight_docs");
    change(tx, "DELETE FROM meta WHERE key = 'search_rules'");
  });
}

// One batch of transcripts behind `after`; moves it on. False at the end.
Result<bool> index_transcripts(Store& store, std::string& after) {
  return store.write([&](Tx& tx) -> Result<bool> {
    const auto ids = select_texts(
        tx, "SELECT episode_id FROM transcripts WHERE episode_id > ? ORDER BY episode_id LIMIT ?", {after, batch});
    if (!ids) return std::unexpected(ids.error());
    for (const auto& id : *ids) {
      if (!indexed_passages(tx, id).empty()) continue;  // stored since the building began
      const auto transcript = transcript_of(tx, id);
      if (!transcript) return std::unexpected(transcript.error());
      index_transcript(tx, id, **transcript);
    }
    if (!ids->empty()) after = ids->back();
    return !ids->empty();
  });
}

Result<bool> index_episodes(Store& store, std::string& after) {
  return store.write([&](Tx& tx) -> Result<bool> {
    const auto episodes = select<Episode>(tx, "WHERE id > ? ORDER BY id LIMIT ?", {after, batch});
    if (!episodes) return std::unexpected(episodes.error());
    for (const auto& episode : *episodes) put_credits(tx, episode);
    if (!episodes->empty()) after = episodes->back().id;
    return !episodes->empty();
  });
}

Result<bool> index_insights(Store& store, std::optional<Insight>& after) {
  return store.write([&](Tx& tx) -> Result<bool> {
    auto found = insights_after(tx, after ? &*after : nullptr, batch);
    if (!found) return std::unexpected(found.error());
    for (const auto& insight : *found) index_insight(tx, insight);
    if (found->empty()) return false;
    after = std::move(found->back());
    return true;
  });
}

Result<void> until_done(const std::function<Result<bool>()>& step) {
  while (true) {
    const auto more = step();
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
}

Result<void> build(Store& store) {
  if (auto cleared = clear(store); !cleared) return cleared;
  std::string after;
  std::string episode;
  std::optional<Insight> last;
  if (auto done = until_done([&] { return index_episodes(store, episode); }); !done) return done;
  if (auto done = until_done([&] { return index_transcripts(store, after); }); !done) return done;
  if (auto done = until_done([&] { return index_insights(store, last); }); !done) return done;
  return store.write(
      [](Tx& tx) { change(tx, "INSERT INTO meta VALUES ('search_rules', ?) ON CONFLICT (key) DO NOTHING", {rules}); });
}

}  // namespace

void index_insight(Tx& tx, const Insight& insight) {
  unindex_insight(tx, insight.id);
  const auto doc = returned_number(tx, "INSERT INTO insight_docs (insight_id) VALUES (?) RETURNING doc", {insight.id});
  change(tx, "INSERT INTO insight_words (rowid, headline, text, names, said, place) VALUES (?, ?, ?, ?, ?, ?)",
         {doc, insight.headline, insight.text, names_of(insight), said_in(insight), place_of(tx, insight.episode_id)});
  put_topics(tx, insight);
}

void unindex_insight(Tx& tx, std::string_view insight_id) {
  change(tx, "DELETE FROM insight_words WHERE rowid = (SELECT doc FROM insight_docs WHERE insight_id = ?)",
         {insight_id});
  change(tx, "DELETE FROM insight_docs WHERE insight_id = ?", {insight_id});
  drop_topics(tx, insight_id);
}

void index_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript) {
  put_voices(tx, episode_id, transcript);
  const auto place = place_of(tx, episode_id);
  std::optional<std::int64_t> first;
  for (const auto cues : passages(transcript)) {
    const auto doc =
        returned_number(tx, "INSERT INTO passage_docs (episode_id, first_cue, last_cue) VALUES (?, ?, ?) RETURNING doc",
                        {episode_id, cues.first, cues.last});
    change(tx, "INSERT INTO passage_words (rowid, text, who, place) VALUES (?, ?, ?, ?)",
           {doc, text_of(transcript, cues), speakers_in(transcript, cues), place});
    if (!first) first = doc;
  }
  if (!first) return;
  change(tx, "INSERT INTO spoken_words (rowid, text) VALUES (?, ?)", {*first, words_of(transcript)});
  change(tx, "INSERT INTO passage_places (episode_id, place) VALUES (?, ?)", {episode_id, place});
}

void unindex_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript) {
  const auto indexed = indexed_passages(tx, episode_id);
  const auto place = indexed_place(tx, episode_id);
  for (const auto& passage : indexed)
    change(tx, "INSERT INTO passage_words (passage_words, rowid, text, who, place) VALUES ('delete', ?, ?, ?, ?)",
           {passage.doc, text_of(transcript, passage.cues), speakers_in(transcript, passage.cues), place});
  if (!indexed.empty())
    change(tx, "INSERT INTO spoken_words (spoken_words, rowid, text) VALUES ('delete', ?, ?)",
           {indexed.front().doc, words_of(transcript)});
  change(tx, "DELETE FROM passage_docs WHERE episode_id = ?", {episode_id});
  change(tx, "DELETE FROM passage_places WHERE episode_id = ?", {episode_id});
}

void reindex_moved(Tx& tx, std::string_view episode_id) {
  const auto indexed = indexed_place(tx, episode_id);
  if (indexed.empty() || indexed == place_of(tx, episode_id)) return;
  const auto transcript = transcript_of(tx, episode_id);
  if (!transcript) return tx.doom(transcript.error());
  if (*transcript) {
    unindex_transcript(tx, episode_id, **transcript);
    index_transcript(tx, episode_id, **transcript);
  }
  const auto insights = insights_of_episode(tx, episode_id);
  if (!insights) return tx.doom(insights.error());
  for (const auto& insight : *insights) index_insight(tx, insight);
}

Result<void> ensure_search_index(Store& store) {
  const auto built = select_texts(store.read(), "SELECT value FROM meta WHERE key = 'search_rules'");
  if (!built) return std::unexpected(built.error());
  if (!built->empty() && built->front() == rules) return {};
  return build(store);
}

}  // namespace pith::store
