// folders: stages/insight
// The list of names: whatever the bytes, an error or a list that knows each of its lines.
#include <cstdint>
#include <string_view>

#include "stages/insight/name_words.h"
#include "stages/insight/names.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto words = pith::insight::NameWords::parse(bytes);
  if (!words) return 0;
  const auto first = bytes.substr(0, bytes.find('\n'));
  if (!first.empty() && !first.starts_with('#') && !words->has(first)) __builtin_trap();
  (void)pith::insight::named_words_in(bytes, *words);
  return 0;
}
