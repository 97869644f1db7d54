// One request on its way through its hops: what it has received, what it may still take, what comes next. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <variant>

#include "base/url.h"
#include "lib/curl/transfer.h"
#include "net/body_room.h"
#include "net/http_client.h"
#include "net/policy.h"

namespace pith::net {

class Exchange final : public curl::Handler {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  struct NextHop {};
  using Step = std::variant<NextHop, Result<HttpResponse>>;

  Exchange(HttpRequest request, HttpClient::Callback done, const Policy& policy);

  // Whether it may begin at all: a clear error where its URL is none or may not be asked.
  Result<void> admit();
  const std::string& host() const { return url_.host; }
  const Url& url() const { return url_; }  // of the hop that is next
  bool trusted() const { return request_.trusted; }
  std::int64_t body_bytes() const { return static_cast<std::int64_t>(body_.size()); }
  const std::stop_token& stop() const { return request_.stop; }

  // The transfer of the hop that is next, within what is left of the time.
  curl::Transfer begin(Instant now);
  // Where its body's bytes are counted, and under which number; must outlive it. Without, they are not.
  void count_in(BodyRoom& room, BodyRoom::Id id) { room_ = &room, id_ = id; }
  // After a redirect: whether it waits for its turn.
  void tell_wait(bool waits);
  // What the end of that transfer means.
  Step settle(const curl::End& end, Instant now);
  // Hands the result over; once.
  void finish(Result<HttpResponse> result);
  Error stopped() const;

  bool may_connect(std::string_view address) override;
  bool on_header(std::string_view line) override;
  curl::Flow on_body(std::string_view bytes) override;
  bool on_received(std::int64_t compressed_bytes) override;

 private:
  bool redirected() const;  // and it is to be followed
  Step follow();
  Result<void> move_to(const Url& target);
  Result<HttpResponse> answer(const curl::End& end);
  Error failure(const curl::End& end) const;
  bool stop_for(Error why);
  bool on_headers_end();
  bool sink(std::string_view bytes);
  curl::Flow held();
  std::vector<std::string> header_lines() const;

  HttpRequest request_;
  HttpClient::Callback done_;
  const Policy& policy_;
  Url url_;
  std::set<std::string> visited_;
  std::string permanent_url_;
  bool permanent_so_far_ = true;
  std::chrono::milliseconds used_{0};
  Instant begun_{};

  int status_ = 0;
  Headers headers_;
  std::int64_t header_bytes_ = 0;
  std::string body_;
  bool sink_begun_ = false;
  std::int64_t sunk_ = 0;  // bytes that went into the sink
  std::optional<Error> why_stopped_;
  BodyRoom* room_ = nullptr;
  BodyRoom::Id id_ = 0;
  bool waits_ = false;
};

}  // namespace pith::net
