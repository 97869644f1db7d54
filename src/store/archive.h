// `pith export` and `pith import`: a whole home as JSON lines, one value a line, the first line naming the format.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/imported.h"
#include "store/state.h"
#include "store/store.h"

namespace pith::store {

inline constexpr std::int64_t archive_version = 1;

using LineSource = std::function<std::optional<std::string>()>;  // the next line without its end; empty at the end

Result<void> export_archive(const Session& session, const LineSink& sink);
// All of it or nothing, in one transaction; the search index follows. A home without shows and briefs becomes the one
// that was exported. Into another one comes what it lacks: what both know stays as it is here, but of an episode the
// one that got further counts, with its transcript, insights and work; what came in is related by `relate_version`, as
// work. Errors name the line: invalid_input, newer_version (an archive of a newer Pith).
Result<Imported> import_archive(Store& store, const LineSource& source, std::string_view relate_version = {});

}  // namespace pith::store
