// `pith export` and `pith import`: a whole home as JSON lines, one value a line, the first line naming the format.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/state.h"
#include "store/store.h"

namespace pith::store {

using LineSource = std::function<std::optional<std::string>()>;  // the next line without its end; empty at the end

Result<void> export_archive(const Session& session, const LineSink& sink);
// Into a home that holds nothing, in one transaction; the search index is built anew. Errors name the line:
// invalid_input, newer_version (an archive of a newer Pith), refused (the home is not empty).
Result<void> import_archive(Store& store, const LineSource& source);

}  // namespace pith::store
