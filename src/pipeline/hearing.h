// Sound through a Transcriber, piece by piece, so that a killed hearing goes on where it was. Used by the step
// `transcribe` and by `pith transcribe FILE`. No store, no clock.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/transcriber.h"

namespace pith::pipeline {

// Makes raw sound (16 kHz, mono, 16 bits) of an audio file, in a process of its own. Thread-safe.
class AudioDecoder {
 public:
  virtual ~AudioDecoder() = default;
  virtual Result<void> decode(const std::filesystem::path& audio, const std::filesystem::path& sound,
                              const std::stop_token& stop) const = 0;
};

struct HearingProgress {
  int done = 0;  // pieces
  int all = 0;
};

// Who keeps the answers of pieces. Called from the thread that hears.
class PieceKeeper {
 public:
  virtual ~PieceKeeper() = default;
  virtual Result<void> before(HearingProgress progress) = 0;  // the next piece may take long
  virtual Result<std::optional<std::string>> get(std::string_view key) = 0;
  virtual Result<void> put(std::string_view key, const std::string& answer) = 0;  // stored when it returns
};

struct Hearing {
  std::filesystem::path sound;  // of AudioDecoder
  std::string language;         // "en"; empty: not known
  std::chrono::milliseconds piece{std::chrono::minutes{10}};
  std::stop_token stop = {};
};

// Each piece's answer is kept before the next is asked for; the whole is judged at the end (transcript::join_hearing).
// Errors: the engine's, the keeper's, those of join_hearing (invalid_input), timeout where it was asked to stop.
Result<Transcript> hear(const transcript::Transcriber& transcriber, const Hearing& hearing, PieceKeeper& keeper);

}  // namespace pith::pipeline
