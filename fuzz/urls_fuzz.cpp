// folders: base
// Any text as a URL: written out and parsed again it is the same; comparing is stable; hiding secrets twice changes
// nothing; an address is struck of its own secrets.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/secrets.h"
#include "base/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(pith::parse_web_address(text));
  static_cast<void>(pith::resolve_url("https://example.org/a/b?c#d", text));
  static_cast<void>(pith::comparable_url(text));
  const auto hidden = pith::redact_url(text);
  if (pith::redact_url(hidden) != hidden) std::abort();
  pith::Secrets secrets;
  secrets.add(text);
  std::string struck(text);
  secrets.strike(struck);
  if (!secrets.empty() && !pith::has_secret(text)) std::abort();
  const auto url = pith::parse_url(text);
  if (!url) return 0;
  const auto again = pith::parse_url(url->text());
  if (!again || again->text() != url->text()) std::abort();
  return 0;
}
