// One HTTP exchange: what is asked, within which limits, and what came back. The interface every outside call of Pith
// goes through; its one implementation is net/curl_client.h.
// An answer with any status, 304 and 500 included, is a response. An Error is an exchange that did not come to an end:
//   network (DNS, TLS, reset, short body), timeout, too_large (a cap of Limits, a redirect loop), refused (scheme, port
//   or private address), invalid_input (not a URL). Its message names the URL without its secrets.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace pith::net {

// Header fields in the order they came. Names compare without case.
class Headers {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  std::optional<std::string_view> get(std::string_view name) const;  // the first by that name
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Limits {
  std::int64_t max_bytes = 32 << 20;       // of the body as the caller gets it, decompressed
  std::int64_t max_compressed = 16 << 20;  // of the body as it travels
  std::int64_t max_header_bytes = 64 << 10;
  int max_redirects = 12;  // 0: a redirect is an answer as any other
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds total{60'000};  // from the first connection, over all redirects; waiting in turn is free
  std::int64_t low_speed_bytes = 50;        // a second; slower than this for `low_speed_time` is a timeout
  std::chrono::seconds low_speed_time{15};
};

// Takes an answer as it comes, in place of HttpResponse::body. Called on the client's thread: it must not block for
// long. An Error ends the exchange with it.
class BodySink {
 public:
  virtual ~BodySink() = default;
  // Once, when the headers are there, whatever becomes of the body; not for a redirect that is followed.
  virtual Result<void> begin(int status, const Headers& headers) = 0;
  virtual Result<void> take(std::string_view bytes) = 0;
};

struct HttpRequest {
  std::string url;
  std::string method = "GET";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::string accept = "*/*";
  std::string if_none_match = {};      // sent as given, if not empty
  std::string if_modified_since = {};  // sent as given, if not empty
  std::string validators_of = {};      // the one address that both are sent to; empty: every one on the way
  Limits limits = {};
  std::shared_ptr<BodySink> sink = {};  // then the body is asked for without compression
  bool keep_connection = true;          // false: nobody is known to ask this server soon
  bool trusted = false;       // an endpoint the owner configured: private addresses, any port, no waiting in turn
  std::stop_token stop = {};  // asking it to stop ends the exchange with an error, soon
  // Told on the client's thread when a redirect has brought the request into another host's line, where it holds no
  // connection (true), and when its turn has come there (false); not where the exchange ends while it waits.
  std::function<void(bool waits)> on_wait = {};
  bool keep_room = false;  // the answer's bytes count among those under way for as long as HttpResponse::room lives
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;                 // decompressed
  std::string final_url;            // after all redirects
  std::string permanent_url;        // where the leading 301/308 hops led: the address to use from now on; empty if none
  std::string content_type;         // lower case, without parameters: "text/xml"
  std::string charset;              // lower case, as declared; may be empty
  std::string address;              // the IP it came from
  std::shared_ptr<void> room = {};  // may be dropped on any thread; see HttpRequest::keep_room
};

class HttpClient {
 public:
  // Called once, on the client's thread: it must not block or throw. It may start further requests.
  using Callback = std::function<void(Result<HttpResponse>)>;
  virtual ~HttpClient() = default;
  virtual void start(HttpRequest request, Callback done) = 0;  // thread-safe, returns at once
};

// Starts the request and waits for its end. Never on the client's own thread.
Result<HttpResponse> fetch(HttpClient& client, HttpRequest request);

}  // namespace pith::net
