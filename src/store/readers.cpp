#include "store/readers.h"

#include "store/record.h"

namespace pith::store {

void put(Tx& tx, const Reader& reader) {
  static const auto sql = upsert(columns_of<Reader>(), "readers", "id", "added");
  change(tx, sql, row_of(reader));
}

Result<std::optional<Reader>> reader_by_id(const Session& session, std::string_view id) {
  return select_one<Reader>(session, "WHERE id = ?", {id});
}

Result<std::vector<Reader>> readers(const Session& session) { return select<Reader>(session, "ORDER BY id"); }

}  // namespace pith::store
