#include "store/search_index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lib/log/log.h"
#include "store/insights.h"
#include "store/passages.h"
#include "store/people.h"
#include "store/record.h"
#include "store/search_place.h"
#include "store/topics.h"
#include "store/transcripts.h"
#include "store/work_keys.h"

namespace pith::store {

namespace {

// What the index was built by: cutting of passages, tokenizer, columns, topics and people. Another value here, and it
// is built anew.
constexpr std::string_view rules = "6";
constexpr int batch = 200;
constexpr std::ptrdiff_t words_around = 130;  // before the key quote and after it: a minute's talk each

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

// What is said before and after its key quote: the names and things that its own words only point to.
std::string talk_around(const Insight& insight, const Transcript& transcript) {
  if (insight.evidence.empty()) return {};
  const auto said = [&](int n) {
    return std::ranges::any_of(insight.evidence,
                               [&](const Quote& quote) { return quote.cues.first <= n && n <= quote.cues.last; });
  };
  const auto key = insight.evidence.front().cues;
  std::string words;
  for (const int step : {-1, 1}) {
    std::ptrdiff_t count = 0;
    for (int n = step < 0 ? key.first - 1 : key.last + 1;
         n >= 0 && n < static_cast<int>(transcript.cues.size()) && count < words_around; n += step) {
      const auto& cue = transcript.cues[static_cast<std::size_t>(n)];
      if (cue.kind != CueKind::talk) continue;
      count += std::ranges::count(cue.text, ' ') + 1;
      if (!said(n)) words += cue.text + ' ';
    }
  }
  return words;
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

// One batch of transcripts behind `after`; moves it on. False at the end.
Result<bool> index_transcripts(Tx& tx, std::string& after) {
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
}

Result<bool> index_episodes(Tx& tx, std::string& after) {
  const auto episodes = select<Episode>(tx, "WHERE id > ? ORDER BY id LIMIT ?", {after, batch});
  if (!episodes) return std::unexpected(episodes.error());
  for (const auto& episode : *episodes) put_credits(tx, episode);
  if (!episodes->empty()) after = episodes->back().id;
  return !episodes->empty();
}

// `after`: "1700000000000000 in_one", for they are indexed in order of time.
Result<bool> index_insights(Tx& tx, std::string& after) {
  Insight last;
  if (const auto space = after.find(' '); space != std::string::npos) {
    std::int64_t micros = 0;
    std::from_chars(after.data(), after.data() + space, micros);
    last.published = from_micros(micros);
    last.id = after.substr(space + 1);
  }
  const auto found = insights_after(tx, after.empty() ? nullptr : &last, batch);
  if (!found) return std::unexpected(found.error());
  InsightIndexer indexer(tx);
  for (const auto& insight : *found) indexer.add(insight);
  if (!found->empty()) after = fmt::format("{} {}", to_micros(found->back().published), found->back().id);
  return !found->empty();
}

constexpr std::array parts = {index_episodes, index_transcripts, index_insights};

// How far the building is. It is stored with each batch, so that processes which build at once go on where another
// stands, and what was killed is gone on with.
struct Building {
  std::string by;        // rules
  std::size_t part = 0;  // of `parts`
  std::string after;     // what its last batch ended with
};

Result<std::string> meta_value(const Session& session, std::string_view key) {
  auto found = select_texts(session, "SELECT value FROM meta WHERE key = ?", {key});
  if (!found) return std::unexpected(std::move(found.error()));
  return found->empty() ? std::string{} : std::move(found->front());
}

Result<bool> is_built(const Session& session) {
  const auto built = meta_value(session, "search_rules");
  if (!built) return std::unexpected(built.error());
  return *built == rules;
}

// None where nobody builds.
Result<std::optional<Building>> building(const Session& session) {
  const auto text = meta_value(session, "search_building");
  if (!text) return std::unexpected(text.error());
  const auto first = text->find('\n');
  const auto second = text->find('\n', first + 1);
  if (first == std::string::npos || second != first + 2) return std::optional<Building>{};
  return Building{text->substr(0, first), static_cast<std::size_t>((*text)[first + 1] - '0'), text->substr(second + 1)};
}

void put_building(Tx& tx, const Building& at) {
  change(tx, "INSERT INTO meta VALUES ('search_building', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
         {fmt::format("{}\n{}\n{}", at.by, at.part, at.after)});
}

void clear(Tx& tx) {
  change(tx, "INSERT INTO passage_words (passage_words) VALUES ('delete-all')");
  change(tx, "INSERT INTO spoken_words (spoken_words) VALUES ('delete-all')");
  change(tx, "DELETE FROM passage_docs");
  change(tx, "DELETE FROM passage_places");
  change(tx, "DELETE FROM insight_words");
  change(tx, "DELETE FROM insight_docs");
  change(tx, "DELETE FROM meta WHERE key = 'search_rules'");
}

// Where another has begun by the same rules, its building is gone on with.
Result<void> begin(Tx& tx) {
  const auto built = is_built(tx);
  if (!built) return std::unexpected(built.error());
  const auto at = building(tx);
  if (!at) return std::unexpected(at.error());
  if (*built || (*at && (*at)->by == rules)) return {};
  clear(tx);
  put_building(tx, {std::string(rules), 0, {}});
  const auto any = select_number(tx, "SELECT EXISTS (SELECT 1 FROM transcripts) OR EXISTS (SELECT 1 FROM insights)");
  if (!any) return std::unexpected(any.error());
  if (*any != 0) log::warning("the search index is built anew for this version of Pith; what is asked meanwhile waits");
  return {};
}

// One batch. False where the index is whole.
Result<bool> go_on(Tx& tx) {
  auto at = building(tx);
  if (!at) return std::unexpected(at.error());
  if (!*at) {  // another ended it
    const auto built = is_built(tx);
    if (!built) return std::unexpected(built.error());
    if (*built) return false;
  }
  if (!*at || (*at)->by != rules || (*at)->part > parts.size())
    return fail(ErrorKind::locked, "another version of Pith builds the search index just now. Stop one of the two");
  if ((*at)->part == parts.size()) {
    change(tx, "INSERT INTO meta VALUES ('search_rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
           {rules});
    change(tx, "DELETE FROM meta WHERE key = 'search_building'");
    return false;
  }
  const auto more = parts[(*at)->part](tx, (*at)->after);
  if (!more) return more;
  put_building(tx, *more ? **at : Building{std::string(rules), (*at)->part + 1, {}});
  return true;
}

Result<void> build(Store& store) {
  if (auto begun = store.write(begin); !begun) return begun;
  while (true) {
    const auto more = store.write(go_on);
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
}

}  // namespace

void InsightIndexer::read_transcript(const std::string& episode_id) {
  if (episode_id == episode_id_) return;
  auto found = transcript_of(tx_, episode_id);
  if (!found) return tx_.doom(std::move(found.error()));
  transcript_ = *std::move(found);
  episode_id_ = episode_id;
}

void InsightIndexer::add(const Insight& insight) {
  unindex_insight(tx_, insight.id);
  read_transcript(insight.episode_id);
  const auto doc = returned_number(tx_, "INSERT INTO insight_docs (insight_id) VALUES (?) RETURNING doc", {insight.id});
  change(tx_,
         "INSERT INTO insight_words (rowid, headline, text, names, said, place, around) VALUES (?, ?, ?, ?, ?, ?, ?)",
         {doc, insight.headline, insight.text, names_of(insight), said_in(insight), place_of(tx_, insight.episode_id),
          transcript_ ? talk_around(insight, *transcript_) : ""});
  put_topics(tx_, insight);
  if (!transcript_) put_voice(tx_, insight);
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

void note_moved(Tx& tx, std::string_view episode_id) {
  const auto place = place_of(tx, episode_id);
  const auto indexed = indexed_place(tx, episode_id);
  if (!indexed.empty() && indexed != place) enqueue(tx, index_work(episode_id), {}, IfKnown::again);
  change(tx,
         "UPDATE insight_words SET place = ? WHERE place <> ? AND rowid IN (SELECT d.doc FROM insights i "
         "CROSS JOIN insight_docs d ON d.insight_id = i.id WHERE i.episode_id = ?)",
         {place, place, episode_id});
}

void reindex_moved(Tx& tx, std::string_view episode_id) {
  const auto indexed = indexed_place(tx, episode_id);
  if (indexed.empty() || indexed == place_of(tx, episode_id)) return;
  const auto transcript = transcript_of(tx, episode_id);
  if (!transcript) return tx.doom(transcript.error());
  if (!*transcript) return;
  unindex_transcript(tx, episode_id, **transcript);
  index_transcript(tx, episode_id, **transcript);
}

Result<void> ensure_search_index(Store& store) {
  const auto built = is_built(store.read());
  if (!built) return std::unexpected(built.error());
  if (*built) return {};
  return build(store);
}

}  // namespace pith::store
