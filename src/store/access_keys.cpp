#include "store/access_keys.h"

#include "store/record.h"

namespace pith::store {

void put(Tx& tx, const AccessKey& key) {
  static const auto sql = upsert(columns_of<AccessKey>(), "access_keys", "id");
  change(tx, sql, row_of(key));
}

Result<std::optional<AccessKey>> access_key_by_id(const Session& session, std::string_view id) {
  return select_one<AccessKey>(session, "WHERE id = ?", {id});
}

Result<std::vector<AccessKey>> access_keys(const Session& session) {
  return select<AccessKey>(session, "ORDER BY made, id");
}

Result<std::vector<AccessKey>> access_keys_of(const Session& session, std::string_view reader_id) {
  return select<AccessKey>(session, "WHERE reader_id = ? ORDER BY made, id", {reader_id});
}

bool remove_access_key(Tx& tx, std::string_view reader_id, std::string_view id) {
  return change(tx, "DELETE FROM access_keys WHERE id = ? AND reader_id = ?", {id, reader_id}) != 0;
}

void remove_access_keys(Tx& tx, std::string_view reader_id, std::string_view purpose) {
  change(tx, "DELETE FROM access_keys WHERE reader_id = ? AND purpose = ?", {reader_id, purpose});
}

void note_used(Tx& tx, std::string_view id, CivilDay day) {
  change(tx, "UPDATE access_keys SET last_used = ? WHERE id = ?", {format_day(day), id});
}

}  // namespace pith::store
