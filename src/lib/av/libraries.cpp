#include "lib/av/libraries.h"

#include <string>

#include <dlfcn.h>
#include <fmt/format.h>

namespace pith::av {

namespace {

// One shared library of the version the headers are of; it stays loaded.
class Shared {
 public:
  Shared(std::string_view name, int version)
      : name_(fmt::format("{}.so.{}", name, version)), handle_(::dlopen(name_.c_str(), RTLD_NOW | RTLD_LOCAL)) {}

  template <class Function>
  void find(const char* symbol, Function& function) {
    if (handle_ != nullptr) function = reinterpret_cast<Function>(::dlsym(handle_, symbol));
    whole_ = whole_ && function != nullptr;
  }
  Result<void> whole() const {
    if (whole_) return {};
    return fail(ErrorKind::not_found,
                fmt::format("{} is not there; audio is decoded with FFmpeg's libraries (Debian: apt-get install "
                            "libavformat59 libavcodec59 libswresample4)",
                            name_));
  }

 private:
  std::string name_;
  void* handle_;
  bool whole_ = true;
};

Result<void> load_util(Libraries& all) {
  Shared util("libavutil", LIBAVUTIL_VERSION_MAJOR);
  util.find("av_log_set_level", all.log_set_level);
  util.find("av_malloc", all.malloc);
  util.find("av_freep", all.freep);
  util.find("av_dict_set", all.dict_set);
  util.find("av_dict_free", all.dict_free);
  util.find("av_frame_alloc", all.frame_alloc);
  util.find("av_frame_free", all.frame_free);
  util.find("av_channel_layout_default", all.layout_default);
  return util.whole();
}

Result<void> load_format(Libraries& all) {
  Shared format("libavformat", LIBAVFORMAT_VERSION_MAJOR);
  format.find("avio_alloc_context", all.io_alloc);
  format.find("avio_context_free", all.io_free);
  format.find("avformat_alloc_context", all.format_alloc);
  format.find("avformat_open_input", all.open_input);
  format.find("avformat_close_input", all.close_input);
  format.find("avformat_find_stream_info", all.find_stream_info);
  format.find("av_find_best_stream", all.find_best_stream);
  format.find("av_read_frame", all.read_frame);
  return format.whole();
}

Result<void> load_codec(Libraries& all) {
  Shared codec("libavcodec", LIBAVCODEC_VERSION_MAJOR);
  codec.find("av_packet_alloc", all.packet_alloc);
  codec.find("av_packet_free", all.packet_free);
  codec.find("av_packet_unref", all.packet_unref);
  codec.find("avcodec_alloc_context3", all.codec_alloc);
  codec.find("avcodec_free_context", all.codec_free);
  codec.find("avcodec_parameters_to_context", all.codec_take);
  codec.find("avcodec_open2", all.codec_open);
  codec.find("avcodec_send_packet", all.send_packet);
  codec.find("avcodec_receive_frame", all.receive_frame);
  return codec.whole();
}

Result<void> load_resampler(Libraries& all) {
  Shared resampler("libswresample", LIBSWRESAMPLE_VERSION_MAJOR);
  resampler.find("swr_alloc_set_opts2", all.swr_alloc);
  resampler.find("swr_init", all.swr_init);
  resampler.find("swr_free", all.swr_free);
  resampler.find("swr_convert", all.swr_convert);
  resampler.find("swr_get_out_samples", all.swr_out_samples);
  return resampler.whole();
}

}  // namespace

Result<Libraries> load_libraries() {
  Libraries all;
  auto loaded = load_util(all);
  if (loaded) loaded = load_format(all);
  if (loaded) loaded = load_codec(all);
  if (loaded) loaded = load_resampler(all);
  if (!loaded) return std::unexpected(loaded.error());
  return all;
}

}  // namespace pith::av
