#include "app/transcribers.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/engines.h"
#include "base/child_process.h"
#include "base/url.h"
#include "engines/command_asr/command_transcriber.h"
#include "engines/http_asr/http_transcriber.h"

namespace pith::app {

namespace {

Result<command_asr::CommandOptions> whisper_options(const TranscriberSettings& s) {
  const auto whisper = command_asr::find_whisper();
  const auto model = s.model.empty() && whisper.model ? whisper.model->string() : s.model;
  if (!whisper.program)
    return fail(ErrorKind::not_found,
                fmt::format("transcriber.command names no program, and there is no whisper-cli; get it with: {}",
                            command_asr::how_to_get_whisper()));
  if (model.empty())
    return fail(ErrorKind::not_found,
                fmt::format("whisper-cli has no model: name one in transcriber.model, or get one with: {}",
                            command_asr::how_to_get_whisper()));
  return command_asr::CommandOptions{
      .command = command_asr::whisper_command(*whisper.program), .model = model, .language = "auto"};
}

Result<command_asr::CommandOptions> command_options(const TranscriberSettings& s) {
  auto options =
      s.command.empty() ? whisper_options(s) : command_asr::CommandOptions{.command = s.command, .model = s.model};
  if (!options) return options;
  if (!find_program(options->command.front()))
    return fail(ErrorKind::not_found,
                fmt::format("transcriber.command: there is no program {}", options->command.front()));
  std::error_code error;
  if (s.command.empty() && !std::filesystem::exists(options->model, error))
    return fail(ErrorKind::not_found, fmt::format("transcriber.model: there is no file {}", options->model));
  if (!s.language.empty()) options->language = s.language;
  options->longest = std::chrono::minutes{s.timeout_minutes};
  return options;
}

}  // namespace

Result<std::unique_ptr<transcript::Transcriber>> make_transcriber(const Settings& settings, net::HttpClient& http) {
  const auto& s = settings.transcriber;
  if (s.engine == "none") return std::unique_ptr<transcript::Transcriber>{};
  if (s.engine == "command") {
    auto options = command_options(s);
    if (!options) return std::unexpected(options.error());
    return std::make_unique<command_asr::CommandTranscriber>(std::move(*options));
  }
  auto key = secret_of(s.key_file, s.key_env);
  if (key) key = one_line(*key, "transcriber.key_file");
  if (!key) return std::unexpected(key.error().within("transcriber.key_file"));
  http_asr::HttpAsrOptions options{
      .base_url = s.base_url, .model = s.model, .key = std::move(*key), .language = s.language};
  options.longest = std::chrono::minutes{s.timeout_minutes};
  return std::make_unique<http_asr::HttpTranscriber>(http, std::move(options));
}

std::string transcriber_report(const Settings& settings) {
  const auto& s = settings.transcriber;
  if (s.engine == "http") return fmt::format("hears     with {} at {}\n", s.model, redact_url(s.base_url));
  if (s.engine == "command") {
    const auto options = command_options(s);
    if (!options) return fmt::format("hears     nothing: {}\n", options.error().message);
    return fmt::format("hears     with {}{}\n", options->command.front(),
                       options->model.empty() ? "" : " and " + options->model);
  }
  const auto whisper = command_asr::find_whisper();
  if (whisper.program && whisper.model)
    return fmt::format(
        "hears     nothing: no recogniser is set up; {} and {} are there\n          use them with: "
        "[transcriber] engine = \"command\"\n",
        whisper.program->string(), whisper.model->string());
  return fmt::format("hears     nothing: no recogniser is set up\n          whisper.cpp is one: {}\n",
                     command_asr::how_to_get_whisper());
}

}  // namespace pith::app
