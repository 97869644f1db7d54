// folders: stages/insight
// The model of headlines: an error, or a worth for every clause. An even first byte: the rest is the file; an odd one:
// the rest bends a sound file.
#include <cstdlib>

#include "stages/insight/headline_model.h"
#include "stages/insight/ngram_hash.h"
#include "support/small_talk.h"

namespace {

using pith::fuzz::put;

void put_hashes(std::string& bytes, std::initializer_list<std::string_view> texts) {
  put<std::uint32_t>(bytes, static_cast<std::uint32_t>(texts.size()));
  for (const auto text : texts) put(bytes, pith::insight::hash_of(text));
}

std::string sound_file() {
  std::string bytes = "pithhead2\n";
  put_hashes(bytes, {"the", "costs"});
  put_hashes(bytes, {"<", "cache", "s:the s"});
  for (const float weight : {0.5F, -1.0F, 2.0F}) put(bytes, weight);
  put(bytes, 0.25F);
  put<std::uint32_t>(bytes, pith::insight::headline_traits);
  bytes.append(pith::insight::headline_traits * sizeof(float), '\0');
  put_hashes(bytes, {"cache", "miss"});
  for (const float weight : {1.0F, -0.5F}) put(bytes, weight);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using pith::insight::HeadlineModel;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  static const auto whole = sound_file();
  const auto model = HeadlineModel::parse(data[0] % 2 == 0 ? std::string(rest) : pith::fuzz::bent(whole, rest));
  if (!model) return 0;
  const auto worth = (*model)->worth("The cache miss costs more, always", {});
  const auto clarity = HeadlineModel::clarity(worth);
  if (clarity < 0 || clarity > 1) std::abort();
  return 0;
}
