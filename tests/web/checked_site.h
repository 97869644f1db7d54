// The site as the tests ask it without a port: what it answers at the API is held against its own document.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "support/answer_check.h"
#include "web/site.h"

namespace pith::test {

class CheckedSite {
 public:
  CheckedSite(store::Store& store, const Clock& clock, web::SiteOptions options) {
    const auto host = options.url.find("://");
    host_ = host == std::string::npos ? "localhost" : options.url.substr(host + 3);
    site_ = *web::Site::make(store, clock, std::move(options));
  }

  http::Response handle(const http::Request& request) const {
    auto response = site_->handle(request);
    if (!is_of_the_api(request.path) || request.method == "HEAD" || is_packed(response)) return response;
    check_answer({request.path, response.status, field(response, "Content-Type"), response.body},
                 [this] { return document(); });
    return response;
  }
  std::size_t body_limit_of(const http::Request& head) const { return site_->body_limit_of(head); }

 private:
  static std::string_view field(const http::Response& response, std::string_view name) {
    for (const auto& [field, value] : response.headers)
      if (field == name) return value;
    return {};
  }
  static bool is_packed(const http::Response& response) { return !field(response, "Content-Encoding").empty(); }
  std::string document() const {
    auto answer = site_->handle({.method = "GET", .path = "/openapi.json", .headers = {{"Host", host_}}});
    return answer.status == 200 ? std::move(answer.body) : std::string{};
  }

  std::unique_ptr<web::Site> site_;
  std::string host_;
};

}  // namespace pith::test
