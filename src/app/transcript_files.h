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

// Runs `make(n)` for n in [0, count) on all cores and `finish(n, value)` on the calling thread, in order.
template <class Value, class Make, class Finish>
void for_each_in_order(std::size_t count, Make make, Finish finish) {
  std::vector<std::optional<Value>> made(count);
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0;
  const auto work = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      if (next == count) return;
      const auto n = next++;
      lock.unlock();
      auto value = make(n);
      lock.lock();
      made[n] = std::move(value);
      changed.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned n = 0; n < std::max(1U, std::thread::hardware_concurrency()); ++n) threads.emplace_back(work);
  for (std::size_t n = 0; n < count; ++n) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return made[n].has_value(); });
    auto value = std::move(*made[n]);
    made[n].reset();
    lock.unlock();
    finish(n, value);
  }
}

}  // namespace pith::app
