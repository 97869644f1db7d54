// Tokens that were given out, by their hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/token.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Token& token);
// The token of this hash and purpose, where it has not expired.
Result<std::optional<Token>> token_by_hash(const Session& session, std::string_view hash, std::string_view purpose,
                                           Time now);
// True where it was there: a token that is used once is used by whoever removes it.
bool remove_token(Tx& tx, std::string_view hash);
void remove_tokens(Tx& tx, std::string_view reader_id, std::string_view purpose);
Result<std::vector<Token>> tokens_of(const Session& session, std::string_view reader_id);  // by made
void remove_expired_tokens(Tx& tx, Time now);

}  // namespace pith::store
