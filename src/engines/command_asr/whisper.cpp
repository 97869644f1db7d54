// Where whisper.cpp's program and models lie.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

#include "base/child_process.h"
#include "engines/command_asr/command_transcriber.h"

namespace pith::command_asr {

namespace {

namespace fs = std::filesystem;

// Models by what they are worth; the first part of a file's name that fits decides.
constexpr std::array<std::string_view, 5> sizes = {"large", "medium", "small", "base", "tiny"};

std::size_t rank_of(const fs::path& model) {
  const auto name = model.filename().string();
  const auto found = std::ranges::find_if(sizes, [&](std::string_view size) { return name.contains(size); });
  return static_cast<std::size_t>(found - sizes.begin());
}

std::vector<fs::path> model_folders() {
  std::vector<fs::path> folders;
  const auto add = [&](const char* variable, std::string_view below) {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody changes it
    if (value != nullptr && *value != '\0') folders.push_back(fs::path(value) / below);
  };
  add("XDG_DATA_HOME", "whisper.cpp");
  add("HOME", ".local/share/whisper.cpp");
  for (const char* folder : {"/usr/local/share/whisper.cpp", "/usr/share/whisper.cpp"}) folders.emplace_back(folder);
  return folders;
}

// "ggml-base.en.bin"; files of other shapes are no models.
bool is_model(const fs::path& file) {
  const auto name = file.filename().string();
  return name.starts_with("ggml-") && name.ends_with(".bin") && rank_of(file) < sizes.size();
}

}  // namespace

Whisper find_whisper() {
  Whisper found{find_program("whisper-cli"), std::nullopt};
  std::vector<fs::path> models;
  for (const auto& folder : model_folders()) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      if (is_model(at->path())) models.push_back(at->path());
  }
  const auto best = std::ranges::min_element(
      models, {}, [](const fs::path& model) { return std::tuple(rank_of(model), model.filename().string()); });
  if (best != models.end()) found.model = *best;
  return found;
}

std::vector<std::string> whisper_command(const fs::path& program) {
  return {program.string(), "--model",       "{model}", "--language", "{language}", "--no-prints",
          "--output-vtt",   "--output-file", "{out}",   "--file",     "{wav}"};
}

std::string how_to_get_whisper() {
  return "git clone https://github.com/ggml-org/whisper.cpp && cd whisper.cpp && cmake -B build && "
         "cmake --build build -j && sudo cmake --install build && sh models/download-ggml-model.sh base.en && "
         "install -Dm644 -t ~/.local/share/whisper.cpp models/ggml-base.en.bin";
}

}  // namespace pith::command_asr
