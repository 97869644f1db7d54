// folders: text
// The file of word vectors: an error, or a model that answers for any word.
#include <cstdint>
#include <string_view>

#include "text/word_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto model = pith::text::WordModel::read(bytes);
  if (!model) return 0;
  for (const std::string_view word : {"", "a", "cache", "the", "zzz"}) {
    static_cast<void>(model->idf(word));
    const auto found = model->find(word);
    if (found && found->components.size() != model->dimensions()) __builtin_trap();
    if (found)
      for (const auto one : found->components)
        if (one == 127) break;
  }
  return 0;
}
