// A bare HTTP client for tests of servers on loopback: sends exactly the bytes it is given. What comes from
// the API is held against its document (answer_check.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pith::test {

struct HttpAnswer {
  int status = 0;  // 0: closed without an answer
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string header(std::string_view name) const;  // name as the server writes it; empty where there is none
};

// One TCP connection to 127.0.0.1; closed at the end of its scope.
class Connection {
 public:
  explicit Connection(std::uint16_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  Connection(Connection&& other) noexcept
      : port_(other.port_),
        socket_(std::exchange(other.socket_, -1)),
        method_(std::move(other.method_)),
        asked_(std::move(other.asked_)) {}
  Connection& operator=(Connection&&) = delete;

  bool send(std::string_view bytes);
  // The next answer; without_body for answers to HEAD.
  HttpAnswer receive(bool without_body = false);
  // What comes up to and with `text`, of an answer that goes on; less where the server closes before.
  std::string until(std::string_view text);
  // Waits until the server closes; false where it has not after ten seconds.
  bool closed_by_server();

 private:
  bool fill();  // reads more into pending_; false at the end
  std::uint16_t port_;
  int socket_;
  std::string method_;
  std::string asked_;  // of the API, with no answer yet
  std::string pending_;
};

// A request without body on a connection of its own; headers are whole lines, each ending in "\r\n".
HttpAnswer http_request(std::uint16_t port, std::string_view method, std::string_view target,
                        std::string_view headers = {});
inline HttpAnswer http_get(std::uint16_t port, std::string_view target, std::string_view headers = {}) {
  return http_request(port, "GET", target, headers);
}

}  // namespace pith::test
