#include "net/http_client.h"

#include <algorithm>
#include <future>
#include <memory>

#include <strings.h>

namespace pith::net {

std::optional<std::string_view> Headers::get(std::string_view name) const {
  const auto found = std::ranges::find_if(fields_, [&](const auto& field) {
    return field.first.size() == name.size() && strncasecmp(field.first.data(), name.data(), name.size()) == 0;
  });
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

Result<HttpResponse> fetch(HttpClient& client, HttpRequest request) {
  const auto promise = std::make_shared<std::promise<Result<HttpResponse>>>();
  auto answer = promise->get_future();
  client.start(std::move(request), [promise](Result<HttpResponse> result) { promise->set_value(std::move(result)); });
  return answer.get();
}

}  // namespace pith::net
