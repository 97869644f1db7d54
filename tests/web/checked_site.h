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
    if (!is_of_the_api(request.path)) return response;
    const std::string_view sent = request.method == "HEAD" ? std::string_view{} : response.body;  // as the server does
    check_answer({request.method, request.path, response.status, response.headers, sent},
                 [this] { return document(); });
    return response;
  }
  std::size_t body_limit_of(const http::Request& head) const { return site_->body_limit_of(head); }

 private:
  std::string document() const {
    auto answer = site_->handle({.method = "GET", .path = "/openapi.json", .headers = {{"Host", host_}}});
    return answer.status == 200 ? std::move(answer.body) : std::string{};
  }

  std::unique_ptr<web::Site> site_;
  std::string host_;
};

}  // namespace pith::test
