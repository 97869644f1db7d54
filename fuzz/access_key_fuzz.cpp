// folders: domain
// Keys as programs show them: whatever comes, it names a row or none, and opens nothing that it was not made for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/access_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const auto made = pith::make_api_key("re_home", "fuzz", {});
  static const pith::Signer signer(std::string(32, 'k'));
  const auto id = pith::id_in_key(text);
  if (!id.empty() && id.size() != made.key.id.size()) std::abort();
  if (pith::opens(made.key, text)) std::abort();
  if (pith::id_in_feed_token(signer, text, {})) std::abort();
  return 0;
}
