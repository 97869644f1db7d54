// FFmpeg's libraries, wrapped: an audio file as 16 kHz mono samples. They read what strangers send: call this in a
// process of its own, with limits. One thread. The libraries are loaded at the first call, so that no other run of the
// program pays for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "base/result.h"

namespace pith::av {

constexpr int samples_a_second = 16'000;

// Answering false ends the decoding with too_large.
using Samples = std::function<bool(std::span<const std::int16_t>)>;

// The file's best audio stream. Damaged stretches are left out. Reads this one file and nothing it refers to.
// Errors: not_found (the libraries or the file are missing), unsupported (not audio of a known kind), invalid_input
// (nothing in it could be decoded), too_large (`take` had enough).
Result<void> decode(const std::filesystem::path& file, const Samples& take);

}  // namespace pith::av
