#include "store/tokens.h"

#include "store/record.h"

namespace pith::store {

void put(Tx& tx, const Token& token) {
  static const auto sql = upsert(columns_of<Token>(), "tokens", "hash");
  change(tx, sql, row_of(token));
}

Result<std::optional<Token>> token_by_hash(const Session& session, std::string_view hash, std::string_view purpose,
                                           Time now) {
  return select_one<Token>(session, "WHERE hash = ? AND purpose = ? AND expires > ?", {hash, purpose, now});
}

bool remove_token(Tx& tx, std::string_view hash) {
  return change(tx, "DELETE FROM tokens WHERE hash = ?", {hash}) != 0;
}

void remove_tokens(Tx& tx, std::string_view reader_id, std::string_view purpose) {
  change(tx, "DELETE FROM tokens WHERE reader_id = ? AND purpose = ?", {reader_id, purpose});
}

Result<std::vector<Token>> tokens_of(const Session& session, std::string_view reader_id) {
  return select<Token>(session, "WHERE reader_id = ? ORDER BY made, hash", {reader_id});
}

void remove_expired_tokens(Tx& tx, Time now) { change(tx, "DELETE FROM tokens WHERE expires <= ?", {now}); }

}  // namespace pith::store
