// folders: net
// What servers write into headers: Retry-After, Cache-Control, Expires, Content-Type; and addresses as text.
#include <cstdint>
#include <string>
#include <string_view>

#include "net/address.h"
#include "net/content_type.h"
#include "net/retry_after.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::net;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const pith::Time now = pith::from_micros(1'700'000'000'000'000);
  for (const char* name : {"Retry-After", "Cache-Control", "Expires", "Age"}) {
    Headers headers;
    headers.add(name, bytes);
    headers.add("Cache-Control", "max-age=60");
    headers.add("Age", bytes);
    const auto hint = revisit_hint(headers, now);
    for (const auto& wish : {hint.not_before, hint.fresh_for})
      if (wish && (wish->count() < 0 || *wish > std::chrono::days{31})) __builtin_trap();
  }
  static_cast<void>(parse_http_date(bytes));
  static_cast<void>(content_type_of(bytes));
  static_cast<void>(is_public_address(bytes));
  return 0;
}
