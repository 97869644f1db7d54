#include "pipeline/hearing.h"

#include <array>
#include <fstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ids.h"
#include "stages/transcript/hearing.h"
#include "stages/transcript/speech.h"

namespace pith::pipeline {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::int64_t bytes_a_millisecond = std::int64_t{transcript::samples_a_second} / 1000 * 2;

Result<transcript::HeardAudio> measure(const fs::path& sound) {
  std::ifstream in(sound, std::ios::binary);
  if (!in) return fail(ErrorKind::io, fmt::format("cannot read {}", sound.string()));
  transcript::LoudnessMeter meter;
  std::vector<std::int16_t> samples(std::size_t{1} << 16U);
  std::int64_t bytes = 0;
  while (in) {
    in.read(reinterpret_cast<char*>(samples.data()), static_cast<std::streamsize>(samples.size() * 2));
    bytes += in.gcount();
    meter.add(std::span(samples).first(static_cast<std::size_t>(in.gcount()) / 2));
  }
  transcript::HeardAudio audio;
  audio.length = milliseconds{bytes / bytes_a_millisecond};
  audio.speech = transcript::speech_in(meter.frames());
  return audio;
}

Result<std::string> samples_of(const fs::path& sound, transcript::AudioSpan span) {
  std::ifstream in(sound, std::ios::binary);
  std::string bytes(static_cast<std::size_t>((span.end - span.start).count() * bytes_a_millisecond), '\0');
  in.seekg(span.start.count() * bytes_a_millisecond);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) return fail(ErrorKind::io, fmt::format("cannot read {}", sound.string()));
  return bytes;
}

// The piece's file, gone with its scope, and whatever an engine left beside it.
class PieceFile {
 public:
  PieceFile(const fs::path& sound, const std::string& samples) : path_(sound.string() + ".piece.wav") {
    std::ofstream out(path_, std::ios::binary);
    out << transcript::wav_header(static_cast<std::int64_t>(samples.size() / 2)) << samples;
    out.close();
    written_ = out.good();
  }
  ~PieceFile() {
    std::error_code ignored;
    for (const std::string_view ending : {"", ".heard", ".heard.vtt", ".heard.srt", ".heard.json"})
      fs::remove(path_.string() + std::string(ending), ignored);
  }
  PieceFile(const PieceFile&) = delete;
  PieceFile& operator=(const PieceFile&) = delete;
  const fs::path& path() const { return path_; }
  bool written() const { return written_; }

 private:
  fs::path path_;
  bool written_ = false;
};

bool has_speech(const std::vector<transcript::AudioSpan>& speech, transcript::AudioSpan piece) {
  constexpr milliseconds least{500};
  milliseconds sum{0};
  for (const auto& span : speech)
    sum += std::max(milliseconds{0}, std::min(span.end, piece.end) - std::max(span.start, piece.start));
  return sum >= least;
}

// One hearing under way.
class Listener {
 public:
  Listener(const transcript::Transcriber& transcriber, const Hearing& hearing, PieceKeeper& keeper)
      : transcriber_(transcriber), hearing_(hearing), keeper_(keeper) {}

  Result<std::string> answer(transcript::AudioSpan span) {
    auto samples = samples_of(hearing_.sound, span);
    if (!samples) return samples;
    const auto key = content_hash(transcriber_.version() + '\n' + hearing_.language + '\n' + content_hash(*samples));
    auto kept = keeper_.get(key);
    if (!kept) return std::unexpected(kept.error());
    if (*kept) return std::move(**kept);
    const PieceFile file(hearing_.sound, *samples);
    if (!file.written()) return fail(ErrorKind::io, fmt::format("cannot write {}", file.path().string()));
    auto heard = transcriber_.hear({file.path(), span.end - span.start, hearing_.language, hearing_.stop});
    if (!heard) return heard;
    if (auto put = keeper_.put(key, *heard); !put) return std::unexpected(put.error());
    return heard;
  }

 private:
  const transcript::Transcriber& transcriber_;
  const Hearing& hearing_;
  PieceKeeper& keeper_;
};

}  // namespace

Result<Transcript> hear(const transcript::Transcriber& transcriber, const Hearing& hearing, PieceKeeper& keeper) {
  auto audio = measure(hearing.sound);
  if (!audio) return std::unexpected(audio.error());
  audio->recogniser = transcriber.name();
  audio->language = hearing.language;
  const auto spans =
      transcript::cut_at_pauses(audio->speech, audio->length, {.target = hearing.piece, .slack = hearing.piece / 10});
  Listener listener(transcriber, hearing, keeper);
  std::vector<transcript::HeardPiece> pieces;
  for (const auto& span : spans) {
    if (hearing.stop.stop_requested()) return fail(ErrorKind::timeout, "the hearing was stopped");
    const HearingProgress progress{static_cast<int>(pieces.size()), static_cast<int>(spans.size())};
    if (auto ready = keeper.before(progress); !ready) return std::unexpected(ready.error());
    auto answer = has_speech(audio->speech, span) ? listener.answer(span) : Result<std::string>("");
    if (!answer) return std::unexpected(answer.error());
    pieces.push_back({span, std::move(*answer)});
  }
  return transcript::join_hearing(pieces, *audio);
}

}  // namespace pith::pipeline
