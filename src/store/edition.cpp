#include "store/edition.h"

#include "store/record.h"

namespace pith::store {

Result<std::string> edition(const Session& session) {
  auto found = select_texts(session, "SELECT value FROM meta WHERE key = 'edition'", {});
  if (!found) return std::unexpected(std::move(found.error()));
  return found->empty() ? std::string{} : std::move(found->front());
}

Result<std::vector<std::string>> insights_changed_since(const Session& session, const std::string& edition) {
  return select_texts(session, "SELECT insight_id FROM insight_changes WHERE edition > CAST(? AS BIGINT)", {edition});
}

void note_change(Tx& tx, const std::string& insight_id) {
  change(tx,
         "INSERT INTO insight_changes (insight_id, edition) "
         "VALUES (?, 1 + coalesce((SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'edition'), 0)) "
         "ON CONFLICT (insight_id) DO UPDATE SET edition = excluded.edition",
         {insight_id});
}

void next_edition(Tx& tx) {
  change(tx,
         "INSERT INTO meta (key, value) VALUES ('edition', '1') "
         "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)");
}

}  // namespace pith::store
