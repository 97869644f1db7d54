// folders: web
// The cursor of the API's lists. The first byte chooses a list and whether the rest is the cursor as a program sends
// it, or what one that goes with the question holds behind its first two parts. The answer is a page or a complaint.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/base64url.h"
#include "base/ids.h"
#include "support/small_home.h"

namespace {

struct List {
  std::string_view path, kind;
};
constexpr std::array<List, 3> lists = {
    {{"/api/v1/insights", "time"}, {"/api/v1/shows", "key"}, {"/api/v1/search", "found"}}};

std::string fitting(const List& list, std::string_view question, std::string_view parts) {
  std::string text = "[\"";
  text.append(list.kind)
      .append("\",\"")
      .append(pith::content_hash(question, 6))
      .append("\",")
      .append(parts)
      .append("]");
  return pith::to_base64url(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const pith::fuzz::SmallSite site;
  const auto& list = lists.at(data[0] / 2 % lists.size());
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  pith::http::Request request{.method = "GET", .path = std::string(list.path)};
  std::string question = request.path;
  if (list.kind == "found") {
    request.query.emplace_back("q", "memory");
    question += "\nq=memory";
  }
  request.query.emplace_back("cursor", data[0] % 2 == 0 ? std::string(rest) : fitting(list, question, rest));
  const auto status = site.ask(std::move(request)).status;
  if (status != 200 && status != 400) std::abort();
  return 0;
}
