// folders: web
// A message of the Model Context Protocol: whatever it is, the answer is JSON or nothing, and no fault of ours.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/json/json.h"
#include "support/small_home.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pith::fuzz::SmallSite site;
  pith::http::Request request{.method = "POST", .path = "/mcp"};
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body.assign(reinterpret_cast<const char*>(data), size);
  const auto response = site.ask(std::move(request));
  if (response.status >= 500) std::abort();
  if (!response.body.empty() && response.status < 300 && !pith::json::parse(response.body)) std::abort();
  return 0;
}
