#include "engines/command_asr/command_transcriber.h"

#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/child_process.h"
#include "text/utf8.h"

namespace pith::command_asr {

namespace {

namespace fs = std::filesystem;
using Filled = std::pair<std::string_view, std::string>;

constexpr std::uintmax_t longest_answer = 16U << 20U;

std::string fill(std::string word, const std::vector<Filled>& places) {
  for (const auto& [place, value] : places)
    for (auto at = word.find(place); at != std::string::npos; at = word.find(place, at + value.size()))
      word.replace(at, place.size(), value);
  return word;
}

std::optional<std::string> take_file(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error || size > longest_answer) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  fs::remove(path, error);
  return bytes;
}

std::string last_line(std::string_view text) {
  const auto bare = text::trim(text);
  const auto start = bare.rfind('\n');
  return std::string(text::truncate_utf8(bare.substr(start == std::string_view::npos ? 0 : start + 1), 300));
}

}  // namespace

std::string CommandTranscriber::name() const { return fs::path(options_.command.at(0)).filename().string(); }

std::string CommandTranscriber::version() const {
  return fmt::format("{}/{}", name(), fs::path(options_.model).filename().string());
}

Error CommandTranscriber::failure(const ChildEnd& end) const {
  const auto how = end.exit_code > 128 ? fmt::format("was ended by signal {}", end.exit_code - 128)
                                       : fmt::format("ended with exit status {}", end.exit_code);
  const auto said = last_line(end.last_errors);
  const auto why = said.empty()
                       ? "and said nothing; run it by hand as transcriber.command has it, on any WAV file, to see why"
                       : fmt::format("and said: {}", said);
  return {ErrorKind::io, fmt::format("the recogniser {} {} {}", options_.command.at(0), how, why), end.last_errors,
          end.exit_code};
}

Result<std::string> CommandTranscriber::hear(const transcript::AudioPiece& piece) const {
  const auto out = piece.wav.string() + ".heard";
  const auto& language = piece.language.empty() ? options_.language : piece.language;
  const std::vector<Filled> places = {
      {"{wav}", piece.wav.string()}, {"{model}", options_.model}, {"{language}", language}, {"{out}", out}};
  ChildProgram program;
  for (const auto& word : options_.command) program.words.push_back(fill(word, places));
  program.longest = options_.longest;
  program.niceness = 5;
  program.stop = piece.stop;
  auto end = run_child(program);
  if (!end) return std::unexpected(end.error().within("transcriber.command"));
  if (end->exit_code != 0) return std::unexpected(failure(*end));
  for (const std::string_view ending : {".vtt", ".srt", ".json", ""})
    if (auto answer = take_file(out + std::string(ending))) return std::move(*answer);
  return std::move(end->output);
}

}  // namespace pith::command_asr
