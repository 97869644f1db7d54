// A small HTTP/1.1 server over Boost.Beast, for pages on loopback or behind a proxy that speaks TLS. Keep-alive, HEAD,
// limits on everything a client can do: a slow or greedy one is closed and delays nobody.
//
//   auto server = http::Server::start({.port = 0}, [](const http::Request&) { return http::Response{...}; });
//   (*server)->port();
//
// The handler runs on the server's threads, many at once; a throw in it becomes a 500 and a line in the log.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lib/http_server/message.h"

namespace pith::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // an IP address
  std::uint16_t port = 0;             // 0: any free one
  int threads = 4;
  std::size_t header_bytes = std::size_t{16} * 1024;  // more: 431, or 414 where the address alone has more
  std::size_t body_bytes = std::size_t{64} * 1024;    // more: 413
  // Where there is one, it says how many bytes the body may have, once all but the body is there. Runs on the server's
  // threads, many at once.
  std::function<std::size_t(const Request& head)> body_bytes_of = {};
  // Where there is one, it puts the server's own refusals (400, 413, 414, 431) into other words. `target`: as far as it
  // was read. Likewise many at once.
  std::function<Response(std::string_view target, Response refusal)> reword = {};
  std::size_t connections = 1024;  // at once; what is over is closed unanswered
  std::size_t streams = 64;        // answers that go on, at once; what is over: 503
  // From waiting for a request to its last byte; also how long an idle connection is kept.
  std::chrono::milliseconds read_deadline{10'000};
  // For sending one answer, or one piece of a stream, whatever the client's pace.
  std::chrono::milliseconds write_deadline{30'000};
  // How long what a client still sends is read after the last answer.
  std::chrono::milliseconds part_deadline{2'000};
  // What stop() grants answers under way.
  std::chrono::milliseconds stop_grace{2'000};
};

using Handler = std::function<Response(const Request&)>;

class Server {
 public:
  // Listens and serves from return on; fails where the address cannot be bound.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Handler handler);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // Takes no more requests, closes idle connections and streams, lets answers under way end (at most stop_grace), joins
  // the threads. May be called more than once, from one thread at a time, never from the handler.
  void stop();

 private:
  class Core;
  explicit Server(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

// "Not Found" for 404; "Unknown" for a status without a name.
std::string_view reason_phrase(int status);

}  // namespace pith::http
