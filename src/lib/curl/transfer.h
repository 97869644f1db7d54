// libcurl, wrapped: one HTTP request as libcurl is to make it, who listens to it, and how it ended. Redirects are never
// followed, cookies and proxies from the environment never used.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith::curl {

struct Transfer {
  std::string url;  // http or https
  std::string method = "GET";
  std::vector<std::string> headers;  // "Name: value"
  std::string body;                  // sent where it is not empty or the method is POST, PUT or PATCH
  std::string user_agent;
  std::string ca_file;  // PEM bundle; empty: the system's
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds total{60'000};
  std::int64_t low_speed_bytes = 0;  // a second; 0: no such limit
  std::chrono::seconds low_speed_time{0};
  bool compressed = true;       // the body may travel so
  bool keep_connection = true;  // for the next request to this server
  std::int64_t max_length = 0;  // a larger Content-Length ends the transfer at once; 0: no such limit
};

// What is to become of an answer: `pause` takes these bytes and no more until Multi::pause says so.
enum class Flow { on, pause, stop };

// Called on the thread that runs the transfer. Answering false, or throwing, ends it with Failure::stopped.
class Handler {
 public:
  virtual ~Handler() = default;
  // Asked with the IP before it is connected to and, on a reused connection too, before the request is sent.
  virtual bool may_connect(std::string_view address) = 0;
  virtual bool on_header(std::string_view line) = 0;  // status line, fields and the empty line, without CRLF
  // Decompressed. What is left of bytes that are being unpacked comes while it is paused or when it goes on: libcurl
  // unpacks what it has read and keeps it so long.
  virtual Flow on_body(std::string_view bytes) = 0;
  virtual bool on_received(std::int64_t compressed_bytes) = 0;  // of the body so far, as it travels
};

enum class Failure { none, stopped, timeout, resolve, connect, tls, broken, no_http, too_large, bad_url, other };

struct End {
  Failure failure = Failure::none;
  std::string words;    // libcurl's own, for the log
  int code = 0;         // CURLcode
  std::string address;  // the IP of the other side, where there was a connection
};

}  // namespace pith::curl
