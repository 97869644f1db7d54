// Everything that is kept about one reader, as one JSON object, for them.
#pragma once

#include <string_view>

#include "base/result.h"
#include "lib/json/json.h"
#include "store/store.h"

namespace pith::store {

// not_found where there is no such reader. Of tokens the times alone; of mails all but their bytes, which the reader
// has.
Result<json::Value> export_reader(const Session& session, std::string_view reader_id);

}  // namespace pith::store
