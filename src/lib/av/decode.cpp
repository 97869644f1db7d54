#include "lib/av/decode.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "lib/av/libraries.h"

namespace pith::av {

namespace {

// Containers of podcasts' audio. Playlists are not among them: they would name further files.
constexpr auto known_containers = "mp3,mov,ogg,wav,w64,flac,aac,matroska,webm,aiff,caf,asf,amr,mpegts";
constexpr int io_bytes = 64 << 10;

int read_bytes(void* file, std::uint8_t* into, int size) {
  const auto count = std::fread(into, 1, static_cast<std::size_t>(size), static_cast<std::FILE*>(file));
  return count == 0 ? AVERROR_EOF : static_cast<int>(count);
}

std::int64_t seek_bytes(void* opaque, std::int64_t offset, int whence) {
  auto* file = static_cast<std::FILE*>(opaque);
  if (whence == AVSEEK_SIZE) {
    const auto here = ::ftello(file);
    ::fseeko(file, 0, SEEK_END);
    const auto size = ::ftello(file);
    ::fseeko(file, here, SEEK_SET);
    return size;
  }
  return ::fseeko(file, offset, whence & ~AVSEEK_FORCE) == 0 ? ::ftello(file) : -1;
}

int open_nothing_else(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EACCES); }

// One file being decoded. Members are freed in their order's reverse, whatever stage was reached.
class Decoder {
 public:
  Decoder(const Libraries& av, const Samples& take) : av_(av), take_(take) { av_.log_set_level(AV_LOG_QUIET); }
  ~Decoder() {
    if (resampler_ != nullptr) av_.swr_free(&resampler_);
    if (frame_ != nullptr) av_.frame_free(&frame_);
    if (packet_ != nullptr) av_.packet_free(&packet_);
    if (codec_ != nullptr) av_.codec_free(&codec_);
    if (format_ != nullptr) av_.close_input(&format_);
    if (io_ != nullptr) {
      av_.freep(static_cast<void*>(&io_->buffer));
      av_.io_free(&io_);
    }
    if (file_ != nullptr) std::fclose(file_);
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  Result<void> open(const std::filesystem::path& path);
  Result<void> run();

 private:
  Result<void> open_codec();
  bool take_frames();
  bool take_frame();
  bool resample(const AVFrame* frame);
  bool fit_resampler();

  const Libraries& av_;
  const Samples& take_;
  std::FILE* file_ = nullptr;
  AVIOContext* io_ = nullptr;
  AVFormatContext* format_ = nullptr;
  AVCodecContext* codec_ = nullptr;
  AVPacket* packet_ = nullptr;
  AVFrame* frame_ = nullptr;
  SwrContext* resampler_ = nullptr;
  int stream_ = -1;
  int channels_ = 0;  // what the resampler is set to
  int rate_ = 0;
  int sample_format_ = -1;
  std::vector<std::int16_t> samples_;
  std::int64_t given_ = 0;
  bool enough_ = false;
};

Result<void> Decoder::open(const std::filesystem::path& path) {
  file_ = std::fopen(path.c_str(), "rbe");
  if (file_ == nullptr) return fail(ErrorKind::not_found, fmt::format("there is no file {}", path.string()));
  auto* buffer = static_cast<unsigned char*>(av_.malloc(io_bytes));
  io_ = av_.io_alloc(buffer, io_bytes, 0, file_, read_bytes, nullptr, seek_bytes);
  format_ = av_.format_alloc();
  packet_ = av_.packet_alloc();
  frame_ = av_.frame_alloc();
  if (io_ == nullptr || format_ == nullptr || packet_ == nullptr || frame_ == nullptr) throw std::bad_alloc();
  format_->pb = io_;
  format_->io_open = open_nothing_else;
  AVDictionary* options = nullptr;
  av_.dict_set(&options, "format_whitelist", known_containers, 0);
  const int opened = av_.open_input(&format_, "", nullptr, &options);
  av_.dict_free(&options);
  if (opened < 0 || av_.find_stream_info(format_, nullptr) < 0)
    return fail(ErrorKind::unsupported, fmt::format("{} is not audio of a known kind", path.filename().string()));
  return open_codec();
}

Result<void> Decoder::open_codec() {
  const AVCodec* kind = nullptr;
  stream_ = av_.find_best_stream(format_, AVMEDIA_TYPE_AUDIO, -1, -1, &kind, 0);
  if (stream_ < 0 || kind == nullptr) return fail(ErrorKind::unsupported, "the file holds no audio of a known kind");
  codec_ = av_.codec_alloc(kind);
  const auto* parameters = format_->streams[stream_]->codecpar;
  if (codec_ == nullptr || av_.codec_take(codec_, parameters) < 0 || av_.codec_open(codec_, kind, nullptr) < 0)
    return fail(ErrorKind::unsupported, "the file's audio is of no kind that can be decoded");
  return {};
}

// Channels and rate may change within a stream.
bool Decoder::fit_resampler() {
  const int channels = frame_->ch_layout.nb_channels;
  if (resampler_ != nullptr && channels == channels_ && frame_->sample_rate == rate_ &&
      frame_->format == sample_format_)
    return true;
  if (resampler_ != nullptr) av_.swr_free(&resampler_);
  AVChannelLayout mono{};
  AVChannelLayout source{};
  av_.layout_default(&mono, 1);
  av_.layout_default(&source, channels);
  const int made = av_.swr_alloc(&resampler_, &mono, AV_SAMPLE_FMT_S16, samples_a_second, &source,
                                 static_cast<AVSampleFormat>(frame_->format), frame_->sample_rate, 0, nullptr);
  if (made < 0 || av_.swr_init(resampler_) < 0) return false;
  channels_ = channels;
  rate_ = frame_->sample_rate;
  sample_format_ = frame_->format;
  return true;
}

// `frame` none: what the resampler still holds.
bool Decoder::resample(const AVFrame* frame) {
  const int count = frame == nullptr ? 0 : frame->nb_samples;
  const int room = av_.swr_out_samples(resampler_, count);
  if (room <= 0) return true;
  samples_.resize(static_cast<std::size_t>(room));
  auto* out = reinterpret_cast<std::uint8_t*>(samples_.data());
  auto** in = frame == nullptr ? nullptr : const_cast<const std::uint8_t**>(frame->extended_data);
  const int made = av_.swr_convert(resampler_, &out, room, in, count);
  if (made <= 0) return true;
  given_ += made;
  enough_ = !take_(std::span(samples_).first(static_cast<std::size_t>(made)));
  return !enough_;
}

bool Decoder::take_frame() {
  const bool usable = frame_->ch_layout.nb_channels > 0 && frame_->sample_rate > 0 && frame_->nb_samples > 0;
  return !usable || !fit_resampler() || resample(frame_);
}

bool Decoder::take_frames() {
  while (av_.receive_frame(codec_, frame_) >= 0)
    if (!take_frame()) return false;
  return true;
}

Result<void> Decoder::run() {
  bool more = true;
  while (more && av_.read_frame(format_, packet_) >= 0) {
    if (packet_->stream_index == stream_ && av_.send_packet(codec_, packet_) >= 0) more = take_frames();
    av_.packet_unref(packet_);
  }
  if (more && av_.send_packet(codec_, nullptr) >= 0) more = take_frames();
  if (more && resampler_ != nullptr) resample(nullptr);
  if (enough_) return fail(ErrorKind::too_large, "the audio is longer than may be decoded");
  if (given_ == 0) return fail(ErrorKind::invalid_input, "no sound could be decoded from the file");
  return {};
}

}  // namespace

Result<void> decode(const std::filesystem::path& file, const Samples& take) {
  const auto libraries = load_libraries();
  if (!libraries) return std::unexpected(libraries.error());
  Decoder decoder(*libraries, take);
  if (auto opened = decoder.open(file); !opened) return opened;
  return decoder.run();
}

}  // namespace pith::av
