#include "store/edition.h"

#include "store/record.h"

namespace pith::store {

Result<std::string> edition(const Session& session) {
  auto found = select_texts(session, "SELECT value FROM meta WHERE key = 'edition'", {});
  if (!found) return std::unexpected(std::move(found.error()));
  return found->empty() ? std::string{} : std::move(found->front());
}

void next_edition(Tx& tx) {
  change(tx,
         "INSERT INTO meta (key, value) VALUES ('edition', '1') "
         "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)");
}

}  // namespace pith::store
