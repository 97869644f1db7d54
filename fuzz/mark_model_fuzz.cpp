// folders: stages/transcript
// The model of ads and chatter: an error, or marks on a transcript. Where the first byte is odd, the rest bends the
// weights of a sound file, its checksum made right again.
#include "stages/transcript/mark.h"
#include "stages/transcript/mark_features.h"
#include "support/small_talk.h"

namespace {

using pith::fuzz::put;

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string file_of(std::string_view by) {
  using namespace pith::transcript;
  std::string weights = pith::fuzz::bent(std::string(256, '\0'), by);
  weights.resize(2 * mark_head_bytes);
  std::string bytes = "PITHMARK";
  put<std::uint32_t>(bytes, 1);
  put<std::uint32_t>(bytes, mark_buckets);
  put<std::uint32_t>(bytes, mark_dense);
  bytes += weights;
  put(bytes, crc32(bytes));
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto model = pith::transcript::MarkModel::parse(data[0] % 2 == 0 ? std::string(rest) : file_of(rest));
  if (!model) return 0;
  auto transcript = pith::fuzz::small_talk();
  pith::transcript::mark_ads_and_chatter(transcript, {.model = &*model});
  return 0;
}
