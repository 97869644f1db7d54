// pith transcribe: an audio file through the recogniser of the settings, without touching any store.
#include <map>

#include <fmt/format.h>
#include <unistd.h>

#include "app/commands/verbs.h"
#include "app/decoding.h"
#include "app/engines.h"
#include "app/insight_json.h"
#include "app/output.h"
#include "app/program.h"
#include "app/transcribers.h"
#include "lib/json/json.h"
#include "pipeline/hearing.h"
#include "stages/transcript/write_vtt.h"

namespace pith::app {

namespace {

namespace fs = std::filesystem;

// A folder of this run's own, gone with its scope.
class WorkFolder {
 public:
  WorkFolder() {
    auto pattern = (fs::temp_directory_path() / "pith-transcribe-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~WorkFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Says how far it is; keeps answers for this run alone.
class Teller final : public pipeline::PieceKeeper {
 public:
  Teller(std::string file, bool quiet) : file_(std::move(file)), quiet_(quiet) {}
  Result<void> before(pipeline::HearingProgress progress) override {
    if (!quiet_) progress_({"transcribe", file_, fmt::format("{} of {} pieces heard", progress.done, progress.all)});
    return {};
  }
  Result<std::optional<std::string>> get(std::string_view key) override {
    const auto found = answers_.find(key);
    return found == answers_.end() ? std::nullopt : std::optional(found->second);
  }
  Result<void> put(std::string_view key, const std::string& answer) override {
    answers_.emplace(key, answer);
    return {};
  }

 private:
  std::string file_;
  bool quiet_;
  pipeline::Observer progress_ = progress(false);
  std::map<std::string, std::string, std::less<>> answers_;
};

std::string as_json(const std::string& file, const Transcript& transcript) {
  auto segments = json::array();
  for (const auto& cue : transcript.cues)
    segments.push(json::object({{"start", seconds_of(cue.start)},
                                {"end", seconds_of(cue.end)},
                                {"speaker", speaker_name(transcript, cue)},
                                {"text", cue.text}}));
  auto notes = json::array();
  for (const auto& note : transcript.notes) notes.push(note);
  return json::write(json::object({{"file", file},
                                   {"recogniser", transcript.heard_by},
                                   {"heard_percent", transcript.heard_percent},
                                   {"language", transcript.language},
                                   {"notes", std::move(notes)},
                                   {"segments", std::move(segments)}})) +
         "\n";
}

Result<Transcript> heard(const Program& program, const std::string& file) {
  const auto http = make_http(program.settings());
  auto transcriber = make_transcriber(program.settings(), *http);
  if (!transcriber) return std::unexpected(transcriber.error());
  if (!*transcriber)
    return fail(ErrorKind::not_found,
                fmt::format("no recogniser is set up: give transcriber.engine in {}\n{}",
                            program.home().settings_file.string(), transcriber_report(program.settings())));
  const WorkFolder folder;
  if (folder.path().empty()) return fail(ErrorKind::io, "no temporary folder could be made");
  const auto sound = folder.path() / "sound";
  if (auto decoded = ApartDecoder().decode(fs::absolute(file), sound, {}); !decoded)
    return std::unexpected(decoded.error().within(file));
  Teller teller(fs::path(file).filename().string(), program.json());
  const auto& s = program.settings().transcriber;
  auto transcript = pipeline::hear(
      **transcriber, {.sound = sound, .language = s.language, .piece = std::chrono::minutes{s.piece_minutes}}, teller);
  if (!transcript) return std::unexpected(transcript.error().within(file));
  return transcript;
}

}  // namespace

Result<int> run_transcribe(Program& program, const Arguments& arguments) {
  const auto file = arguments.get("FILE");
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return fail(ErrorKind::not_found, fmt::format("there is no file {}", file));
  const auto transcript = heard(program, file);
  if (!transcript) return std::unexpected(transcript.error());
  if (!program.json())
    complain(fmt::format("{} heard {} % of the speech", transcript->heard_by, transcript->heard_percent));
  print(program.json() ? as_json(fs::path(file).filename().string(), *transcript) : transcript::write_vtt(*transcript));
  return 0;
}

}  // namespace pith::app
