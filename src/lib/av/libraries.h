// FFmpeg's functions, found in its shared libraries when first asked for. Inside lib/av only.
#pragma once

#include "base/result.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
#include <libswresample/swresample.h>
}

namespace pith::av {

struct Libraries {
  decltype(&::av_log_set_level) log_set_level = nullptr;
  decltype(&::av_malloc) malloc = nullptr;
  decltype(&::av_freep) freep = nullptr;
  decltype(&::av_dict_set) dict_set = nullptr;
  decltype(&::av_dict_free) dict_free = nullptr;
  decltype(&::av_frame_alloc) frame_alloc = nullptr;
  decltype(&::av_frame_free) frame_free = nullptr;
  decltype(&::av_channel_layout_default) layout_default = nullptr;
  decltype(&::avio_alloc_context) io_alloc = nullptr;
  decltype(&::avio_context_free) io_free = nullptr;
  decltype(&::avformat_alloc_context) format_alloc = nullptr;
  decltype(&::avformat_open_input) open_input = nullptr;
  decltype(&::avformat_close_input) close_input = nullptr;
  decltype(&::avformat_find_stream_info) find_stream_info = nullptr;
  decltype(&::av_find_best_stream) find_best_stream = nullptr;
  decltype(&::av_read_frame) read_frame = nullptr;
  decltype(&::av_packet_alloc) packet_alloc = nullptr;
  decltype(&::av_packet_free) packet_free = nullptr;
  decltype(&::av_packet_unref) packet_unref = nullptr;
  decltype(&::avcodec_alloc_context3) codec_alloc = nullptr;
  decltype(&::avcodec_free_context) codec_free = nullptr;
  decltype(&::avcodec_parameters_to_context) codec_take = nullptr;
  decltype(&::avcodec_open2) codec_open = nullptr;
  decltype(&::avcodec_send_packet) send_packet = nullptr;
  decltype(&::avcodec_receive_frame) receive_frame = nullptr;
  decltype(&::swr_alloc_set_opts2) swr_alloc = nullptr;
  decltype(&::swr_init) swr_init = nullptr;
  decltype(&::swr_free) swr_free = nullptr;
  decltype(&::swr_convert) swr_convert = nullptr;
  decltype(&::swr_get_out_samples) swr_out_samples = nullptr;
};

// not_found names the package to install.
Result<Libraries> load_libraries();

}  // namespace pith::av
