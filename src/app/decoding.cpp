#include "app/decoding.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/child_process.h"
#include "lib/av/decode.h"

namespace pith::app {

namespace {

constexpr std::string_view verb = "decode-audio-apart";
constexpr std::int64_t longest_audio = 12 * 3600;  // seconds
constexpr std::int64_t memory = std::int64_t{2} << 30;
constexpr std::int64_t most_bytes = longest_audio * av::samples_a_second * 2;
constexpr std::chrono::seconds most_cpu{600};

// What exit codes of the child mean: its reasons, over a process's border.
constexpr std::array kinds = {ErrorKind::internal,      ErrorKind::not_found, ErrorKind::unsupported,
                              ErrorKind::invalid_input, ErrorKind::too_large, ErrorKind::io};
constexpr int first_code = 10;

int code_of(ErrorKind kind) {
  for (std::size_t n = 0; n < kinds.size(); ++n)
    if (kinds.at(n) == kind) return first_code + static_cast<int>(n);
  return first_code;
}

ErrorKind kind_of(int code) {
  const auto place = static_cast<std::size_t>(code - first_code);
  return code >= first_code && place < kinds.size() ? kinds.at(place) : ErrorKind::unsupported;
}

Result<void> decode_here(const char* audio, const char* sound) {
  std::ofstream out(sound, std::ios::binary);
  std::int64_t bytes = 0;
  auto done = av::decode(audio, [&](std::span<const std::int16_t> samples) {
    out.write(reinterpret_cast<const char*>(samples.data()), static_cast<std::streamsize>(samples.size_bytes()));
    bytes += static_cast<std::int64_t>(samples.size_bytes());
    return out.good() && bytes <= most_bytes;
  });
  out.close();
  if (!out) return fail(ErrorKind::io, fmt::format("cannot write {}; is there space left?", sound));
  return done;
}

}  // namespace

std::optional<int> run_as_decoder(int argc, char** argv) {
  if (argc != 4 || argv[1] != verb) return std::nullopt;
  const auto done = decode_here(argv[2], argv[3]);
  if (done) return 0;
  std::fprintf(stderr, "%s\n", done.error().message.c_str());
  return code_of(done.error().kind);
}

Result<void> ApartDecoder::decode(const std::filesystem::path& audio, const std::filesystem::path& sound,
                                  const std::stop_token& stop) const {
  ChildProgram program;
  program.words = {"/proc/self/exe", std::string(verb), audio.string(), sound.string()};
  program.longest = 2 * most_cpu;
  program.cpu = most_cpu;
  program.memory = memory;
  program.largest_file = most_bytes + (std::int64_t{1} << 20);
  program.bare_environment = true;
  program.niceness = 5;
  program.stop = stop;
  auto end = run_child(program);
  if (!end) return std::unexpected(end.error().within("decoding"));
  if (end->exit_code == 0) return {};
  while (end->last_errors.ends_with('\n')) end->last_errors.pop_back();
  if (end->exit_code < first_code || end->exit_code >= 128)
    return fail(ErrorKind::unsupported, fmt::format("the audio broke its decoder (exit code {})", end->exit_code),
                end->last_errors, end->exit_code);
  return fail(kind_of(end->exit_code), end->last_errors, "", end->exit_code);
}

}  // namespace pith::app
