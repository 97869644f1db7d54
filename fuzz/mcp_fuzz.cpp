// folders: web
// A message of the Model Context Protocol: whatever it is, the answer is JSON or nothing, and no fault of ours.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "lib/json/json.h"
#include "support/small_home.h"
#include "web/mcp/mcp.h"

namespace {

void check(const pith::http::Response& response) {
  if (response.status >= 500) std::abort();
  const bool events = response.body.starts_with("data: ");
  if (!response.body.empty() && response.status < 300 && !events && !pith::json::parse(response.body)) std::abort();
}

}  // namespace

// Once as bytes over HTTP with no header about them, once as a line, with the headers that its body says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pith::fuzz::SmallSite site;
  pith::http::Request request{.method = "POST", .path = "/mcp"};
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body.assign(reinterpret_cast<const char*>(data), size);
  check(site.ask(pith::web::mcp::as_request(request.body, {})));
  check(site.ask(std::move(request)));
  return 0;
}
