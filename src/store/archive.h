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
// Whether each line can be read and none is missing: asked before there is a home. Whether what they refer to is there
// import_archive alone finds. Errors as there.
Result<void> check_archive(const LineSource& source);
// All of it or nothing, in one transaction; the search index follows. A home in which nobody did anything becomes the
// one that was exported. Into another one comes what it lacks, and nobody as its owner: what both know stays as it is
// here, but where the archive's episode got further, the one here takes its state, transcript, insights and work, and
// what is empty here; what came in is related by `relate_version`, as work. Errors name the line: invalid_input,
// newer_version (an archive of a newer Pith).
Result<Imported> import_archive(Store& store, const LineSource& source, std::string_view relate_version = {});

}  // namespace pith::store
