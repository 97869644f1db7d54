// Keys of programs and addresses of readers' own feeds, by their hash.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "domain/access_key.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const AccessKey& key);
Result<std::optional<AccessKey>> access_key_by_id(const Session& session, std::string_view id);
Result<std::vector<AccessKey>> access_keys(const Session& session);  // of all readers, by made
Result<std::vector<AccessKey>> access_keys_of(const Session& session, std::string_view reader_id);  // by made
// True where the reader had it.
bool remove_access_key(Tx& tx, std::string_view reader_id, std::string_view id);
void remove_access_keys(Tx& tx, std::string_view reader_id, std::string_view purpose);
void note_used(Tx& tx, std::string_view id, CivilDay day);

}  // namespace pith::store
