// Transcript files named on a command line, read as the pipeline would read them.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/engines.h"
#include "app/program.h"
#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/mark.h"

namespace pith::app {

// The engines that files go through.
struct Readers {
  std::shared_ptr<const transcript::MarkModels> marks;
  std::unique_ptr<net::HttpClient> http;
  std::unique_ptr<llm::AnswerCache> answers;  // of this run alone
  std::unique_ptr<DistillEngine> engine;

  const insight::Distiller& distiller() const { return engine->distiller(); }
};
// `program` must outlive it.
Result<Readers> load_readers(const Program& program);

struct TranscriptFile {
  std::string name;  // name_of
  Transcript transcript;
};

// Files as given, "-" for standard input; of folders all .vtt, .srt, .json, .html and .txt files below them, by name.
Result<std::vector<std::filesystem::path>> transcript_files(const std::vector<std::string>& names);
// Without folder and extension; "stdin" of standard input.
std::string name_of(const std::filesystem::path& path);
// Read, and ads and chatter marked. Errors name the file.
using Marks = std::shared_ptr<const transcript::MarkModels>;
Result<TranscriptFile> read_transcript_file(const std::filesystem::path& path, const Marks& marks);

}  // namespace pith::app
