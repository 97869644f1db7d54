// Readers in the store.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/reader.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Reader& reader);

Result<std::optional<Reader>> reader_by_id(const Session& session, std::string_view id);
Result<std::vector<Reader>> readers(const Session& session);  // by id

}  // namespace pith::store
