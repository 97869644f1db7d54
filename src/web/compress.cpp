#include "web/compress.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "lib/zip/zip.h"
#include "text/utf8.h"

namespace pith::web {

namespace {

constexpr std::size_t least = 1000;  // bytes; less fits into a packet as it is

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript");
}

// "gzip" or "*" among what is taken, unless with q=0.
bool takes_gzip(std::string_view accepted) {
  while (!accepted.empty()) {
    const auto comma = std::min(accepted.find(','), accepted.size());
    const auto entry = accepted.substr(0, comma);
    const auto parameter = std::min(entry.find(';'), entry.size());
    const auto coding = text::trim(entry.substr(0, parameter));
    const auto weight = text::trim(entry.substr(parameter));
    const bool refused = weight.contains("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
    if ((coding == "gzip" || coding == "*") && !refused) return true;
    accepted.remove_prefix(std::min(comma + 1, accepted.size()));
  }
  return false;
}

std::string* header_of(http::Response& response, std::string_view name) {
  const auto found = std::ranges::find(response.headers, name, &http::Field::first);
  return found == response.headers.end() ? nullptr : &found->second;
}

}  // namespace

void compress(const http::Request& request, bool secret, http::Response& response) {
  const auto* type = header_of(response, "Content-Type");
  if (secret || response.stream || type == nullptr || !is_text(*type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (response.status != 200 || response.body.size() < least || !takes_gzip(request.header("Accept-Encoding"))) return;
  response.body = zip::gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
  auto* etag = header_of(response, "ETag");
  if (etag != nullptr && !etag->starts_with("W/")) *etag = "W/" + *etag;  // the bytes are others, what they say is not
}

}  // namespace pith::web
