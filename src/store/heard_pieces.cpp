#include "store/heard_pieces.h"

#include "store/record.h"

namespace pith::store {

void put_heard(Tx& tx, const HeardAnswer& heard) {
  change(tx, "INSERT INTO heard_pieces (key, episode_id, answer) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
         {heard.key, heard.episode_id, heard.answer});
}

void drop_heard(Tx& tx, std::string_view episode_id) {
  change(tx, "DELETE FROM heard_pieces WHERE episode_id = ?", {episode_id});
}

Result<std::optional<std::string>> heard_by_key(const Session& session, std::string_view key) {
  const auto found = select_texts(session, "SELECT answer FROM heard_pieces WHERE key = ?", {key});
  if (!found) return std::unexpected(found.error());
  return found->empty() ? std::optional<std::string>{} : found->front();
}

}  // namespace pith::store
