// A transcript as compact bytes: a version, then numbers as variable-length integers, cue starts as differences, texts
// behind them in one run so that they compress well. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"

namespace pith::store {

std::string encode(const Transcript& transcript);
// corrupt where the bytes are not of encode(); never reads or reserves beyond them.
Result<Transcript> decode(std::string_view bytes);

}  // namespace pith::store
