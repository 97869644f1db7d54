#include "store/vocabulary.h"

#include "store/record.h"
#include "store/search_query.h"

namespace pith::store {

Result<std::int64_t> episodes_with(const Session& session, std::string_view word) {
  return select_number(session, "SELECT coalesce(sum(doc), 0) FROM word_uses WHERE term = ?", {word});
}

Result<std::int64_t> shown_episodes_with(const Session& session, std::string_view word, bool with_private, int most) {
  return select_number(session,
                       "SELECT count(*) FROM (SELECT 1 FROM spoken_words CROSS JOIN passage_docs d ON d.doc = "
                       "spoken_words.rowid CROSS JOIN episodes e ON e.id = d.episode_id CROSS JOIN shows s ON s.id = "
                       "e.show_id WHERE spoken_words MATCH ? AND e.hidden = 0 AND s.hidden = 0 AND s.is_private <= ? "
                       "LIMIT ?)",
                       {match_expression({.wanted = {Term{{std::string(word)}}}}), with_private ? 1 : 0, most});
}

Result<std::vector<WordUse>> words_beginning(const Session& session, std::string_view letters) {
  std::vector<WordUse> found;
  const auto end = std::string(letters) + "\xF4\x8F\xBF\xBF";  // behind everything that begins so
  auto done = session.connection().select(
      "SELECT term, doc FROM word_uses WHERE term >= ? AND term < ?", {letters, end},
      {sql::Kind::text, sql::Kind::integer},
      [&](const sql::Row& row) { found.push_back({std::string(row.text(0)), row.integer(1)}); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace pith::store
