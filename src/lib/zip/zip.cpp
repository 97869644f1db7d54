#include "lib/zip/zip.h"

#include <algorithm>
#include <new>

#include <fmt/format.h>
#include <zlib.h>

namespace pith::zip {

namespace {

const Bytef* bytes_of(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }
Bytef* bytes_of(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }

constexpr int zlib_window = 15;
constexpr int gzip_window = 15 + 16;  // "+ 16": with gzip's header

class Inflater {
 public:
  Inflater(std::string_view input, int window) {
    stream_.next_in = const_cast<Bytef*>(bytes_of(input));
    stream_.avail_in = static_cast<uInt>(input.size());
    if (inflateInit2(&stream_, window) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Fills `room` from its byte `from` on; gives zlib's code and moves `from` behind what was written.
  int fill(std::string& room, std::size_t& from) {
    stream_.next_out = bytes_of(room) + from;
    stream_.avail_out = static_cast<uInt>(room.size() - from);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    from = room.size() - stream_.avail_out;
    return code;
  }
  bool input_left() const { return stream_.avail_in != 0; }

 private:
  z_stream stream_{};
};

Result<std::string> inflate_all(std::string_view compressed, std::size_t limit, int window) {
  if (compressed.size() > limit + 1024) return fail(ErrorKind::too_large, "Compressed data is larger than its limit.");
  Inflater inflater(compressed, window);
  std::string out(std::min(limit + 1, compressed.size() * 4 + 256), '\0');
  std::size_t written = 0;
  while (true) {
    const int code = inflater.fill(out, written);
    if (written > limit)
      return fail(ErrorKind::too_large, fmt::format("Compressed data holds more than {} bytes.", limit));
    if (code == Z_STREAM_END) break;
    if (code != Z_OK || written < out.size())
      return fail(ErrorKind::corrupt, "Compressed data is damaged.", fmt::format("zlib code {}", code));
    out.resize(std::min(limit + 1, out.size() * 2));
  }
  if (inflater.input_left()) return fail(ErrorKind::corrupt, "Compressed data is damaged.", "bytes after its end");
  out.resize(written);
  return out;
}

}  // namespace

std::string compress(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  if (compress2(bytes_of(out), &size, bytes_of(bytes), bytes.size(), Z_DEFAULT_COMPRESSION) != Z_OK)
    throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::string gzip(std::string_view bytes) {
  constexpr int level = 6;
  constexpr int memory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = const_cast<Bytef*>(bytes_of(bytes));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  if (code != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

Result<std::string> decompress(std::string_view compressed, std::size_t limit) {
  return inflate_all(compressed, limit, zlib_window);
}

Result<std::string> gunzip(std::string_view compressed, std::size_t limit) {
  return inflate_all(compressed, limit, gzip_window);
}

}  // namespace pith::zip
