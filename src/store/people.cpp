#include "store/people.h"

#include <algorithm>
#include <set>

#include "store/record.h"
#include "store/visible.h"

namespace pith::store {

namespace {

void add(Tx& tx, const Appearance& appearance) {
  static const auto sql = insert(columns_of<Appearance>(), table<Appearance>) + " ON CONFLICT DO NOTHING";
  if (!appearance.key.empty()) change(tx, sql, row_of(appearance));
}

// Finds the key by each of its words.
void add_name_words(Tx& tx, std::string_view key) {
  for (std::size_t at = 0; at < key.size();) {
    const auto end = std::min(key.find('-', at), key.size());
    change(tx, "INSERT INTO name_words (word, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
           {key.substr(at, end - at), key});
    at = end + 1;
  }
}

void drop(Tx& tx, std::string_view episode_id, AppearanceSource source) {
  change(tx, "DELETE FROM appearances WHERE episode_id = ? AND source = ?", {episode_id, word_of(source)});
}

}  // namespace

void put_credits(Tx& tx, const Episode& episode) {
  drop(tx, episode.id, AppearanceSource::feed);
  for (const auto& person : episode.persons)
    add(tx, {episode.id, episode.show_id, person_key(person.name), person.name, AppearanceSource::feed, person.role,
             person.link, person.image});
}

void put_voices(Tx& tx, std::string_view episode_id, const Transcript& transcript) {
  const auto shows = select_texts(tx, "SELECT show_id FROM episodes WHERE id = ?", {episode_id});
  if (!shows) return tx.doom(shows.error());
  if (shows->empty()) return;
  std::set<int> heard;
  for (const auto& cue : transcript.cues)
    if (cue.kind != CueKind::ad) heard.insert(cue.speaker);
  drop(tx, episode_id, AppearanceSource::talk);
  for (const int speaker : heard) {
    if (speaker < 0) continue;
    const auto& name = transcript.speakers[static_cast<std::size_t>(speaker)];
    const auto key = person_key(name);
    add(tx, {std::string(episode_id), shows->front(), key, name, AppearanceSource::talk, "", "", ""});
    add_name_words(tx, key);
  }
}

void put_voice(Tx& tx, const Insight& insight) {
  const auto key = person_key(insight.speaker);
  if (key.empty()) return;
  add(tx, {insight.episode_id, insight.show_id, key, insight.speaker, AppearanceSource::talk, "", "", ""});
  add_name_words(tx, key);
}

Result<std::vector<std::string>> keys_of_people(const Session& session, const KeysAsked& asked) {
  static const auto text = fmt::format(
      "SELECT key FROM appearances WHERE key >= ? AND {} AND show_id NOT IN (SELECT shows.id FROM shows WHERE "
      "shows.hidden = 1 OR shows.is_private > ?) GROUP BY key ORDER BY key LIMIT ?",
      shown_episode);
  return select_texts(session, text, {asked.first, asked.with_private ? 1 : 0, asked.most});
}

Result<std::vector<Appearance>> appearances_of(const Session& session, std::string_view key) {
  static const auto tail = fmt::format("WHERE key = ? AND {} ORDER BY show_id, episode_id, source", shown_episode);
  return select<Appearance>(session, tail, {key});
}

Result<std::vector<Appearance>> kinds_of_appearance(const Session& session, std::string_view key) {
  static const auto tail = fmt::format(
      "WHERE key = ? AND {} GROUP BY show_id, source, role, link, image, name "
      "ORDER BY show_id, source, role, link, image, name",
      shown_episode);
  return select<Appearance>(session, tail, {key});
}

Result<std::vector<Appearance>> appearances_in(const Session& session, std::string_view episode_id) {
  return select<Appearance>(session, "WHERE episode_id = ? ORDER BY key, source", {episode_id});
}

Result<std::size_t> voiced_episodes(const Session& session, std::string_view show_id) {
  const auto count = select_number(
      session, "SELECT count(DISTINCT episode_id) FROM appearances WHERE show_id = ? AND source = 'talk'", {show_id});
  if (!count) return std::unexpected(count.error());
  return static_cast<std::size_t>(*count);
}

}  // namespace pith::store
