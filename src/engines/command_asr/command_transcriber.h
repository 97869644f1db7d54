// A program of this machine as the Transcriber: it is given a WAV file and gives WebVTT, SRT or JSON.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/child_process.h"
#include "stages/transcript/transcriber.h"

namespace pith::command_asr {

struct CommandOptions {
  // The program and its words. {wav}, {model}, {language} and {out} are filled in; the answer is read from {out}.vtt,
  // {out}.srt, {out}.json or {out} where one of them is there afterwards, else from standard output.
  std::vector<std::string> command;
  std::string model;     // may be empty
  std::string language;  // where the piece names none: "auto", "en"
  std::chrono::milliseconds longest{std::chrono::hours{1}};
};

class CommandTranscriber final : public transcript::Transcriber {
 public:
  explicit CommandTranscriber(CommandOptions options) : options_(std::move(options)) {}
  std::string name() const override;
  std::string version() const override;
  Result<std::string> hear(const transcript::AudioPiece& piece) const override;

 private:
  Error failure(const ChildEnd& end) const;
  CommandOptions options_;
};

// whisper.cpp's program and a model for it, where this machine has them.
struct Whisper {
  std::optional<std::filesystem::path> program;
  std::optional<std::filesystem::path> model;  // the best there is
};
Whisper find_whisper();
std::vector<std::string> whisper_command(const std::filesystem::path& program);
// What to type where whisper-cli or its model is missing.
std::string how_to_get_whisper();

}  // namespace pith::command_asr
