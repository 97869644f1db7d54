#include "app/transcript_files.h"

#include <array>
#include <system_error>

#include <fmt/format.h>

#include "app/input.h"
#include "stages/transcript/read_transcript.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

// Keeps nothing but the sums, for the day's cap: files touch no home.
class PassingAnswers final : public llm::AnswerCache {
 public:
  Result<std::optional<Answer>> get(std::string_view) override { return std::optional<Answer>{}; }
  Result<void> put(const Answer& answer) override {
    const std::scoped_lock lock(mutex_);
    tokens_ += answer.prompt_tokens + answer.completion_tokens;
    cost_ += answer.cost;
    return {};
  }
  Result<void> judged(std::string_view, const AnswerOutcome&) override { return {}; }
  Result<bool> set_aside(const SetAside& question, const SpendingCap& cap) override {
    const std::scoped_lock lock(mutex_);
    if (cap.cost > 0 && cost_ + question.cost > cap.cost) return false;
    if (cap.tokens > 0 && tokens_ + question.tokens > cap.tokens) return false;
    tokens_ += question.tokens;
    cost_ += question.cost;
    return true;
  }
  Result<void> give_back(const SetAside& question) override {
    const std::scoped_lock lock(mutex_);
    tokens_ -= question.tokens;
    cost_ -= question.cost;
    return {};
  }

 private:
  std::mutex mutex_;
  std::int64_t tokens_ = 0;
  std::int64_t cost_ = 0;
};

bool looks_like_one(const fs::path& path) {
  constexpr std::array<std::string_view, 5> known = {".vtt", ".srt", ".json", ".html", ".txt"};
  return std::ranges::find(known, path.extension().string()) != known.end();
}

}  // namespace

Result<Readers> load_readers(const Program& program) {
  Readers readers;
  auto marks = load_marks(program.data());
  if (!marks) return std::unexpected(marks.error());
  readers.marks = std::move(*marks);
  readers.http = make_http(program.settings());
  readers.answers = std::make_unique<PassingAnswers>();
  auto engine =
      DistillEngine::make(program.data(), program.settings(), *readers.http, *readers.answers, program.clock());
  if (!engine) return std::unexpected(engine.error());
  readers.engine = std::move(*engine);
  return readers;
}

Result<std::vector<fs::path>> transcript_files(const std::vector<std::string>& names) {
  std::vector<fs::path> files;
  for (const auto& name : names) {
    std::error_code error;
    if (!fs::is_directory(name, error)) {
      files.emplace_back(name);
      continue;
    }
    for (fs::recursive_directory_iterator at(name, error), end; !error && at != end; at.increment(error))
      if (at->is_regular_file() && looks_like_one(at->path())) files.push_back(at->path());
    if (error) return fail(ErrorKind::io, fmt::format("cannot read the folder {}", name), error.message());
  }
  std::ranges::sort(files);
  return files;
}

std::string name_of(const fs::path& path) {
  return path == standard_input ? std::string("stdin") : path.stem().string();
}

Result<TranscriptFile> read_transcript_file(const fs::path& path, const Marks& marks) {
  const auto bytes = read_input(path.string());
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) return fail(ErrorKind::not_found, fmt::format("there is no file {}", path.string()));
  auto transcript = transcript::read_transcript(**bytes, {});
  if (!transcript)
    return std::unexpected(transcript.error().within(path == standard_input ? "standard input" : path.string()));
  transcript::mark_ads_and_chatter(*transcript, marks->context());
  return TranscriptFile{name_of(path), std::move(*transcript)};
}

}  // namespace pith::app
