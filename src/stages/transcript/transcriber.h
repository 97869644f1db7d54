// The interface through which sound becomes words, for episodes whose publisher offers no transcript. Implementations:
// engines/command_asr, engines/http_asr. Thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>

#include "base/result.h"

namespace pith::transcript {

struct AudioPiece {
  std::filesystem::path wav;  // 16 kHz, mono, 16 bits; what an engine leaves beside it is cleared away
  std::chrono::milliseconds length{0};
  std::string language;  // "en", as the show or the settings say it; empty where nobody does
  std::stop_token stop;
};

class Transcriber {
 public:
  virtual ~Transcriber() = default;
  virtual std::string name() const = 0;     // for people: "whisper-cli"
  virtual std::string version() const = 0;  // of program and model: another one is another hearing
  // The recogniser's answer as it came: WebVTT, SRT or JSON with segments, times from the piece's start. Errors that
  // trying again may mend: network, timeout, http_status, io; refused and not_found will stay.
  virtual Result<std::string> hear(const AudioPiece& piece) const = 0;
};

}  // namespace pith::transcript
