// A small HTTP server on loopback for tests: routes answer with a reply, or hold the bare connection and misbehave as
// they like. Counts what it was asked. One thread a connection; keeps connections open, so reuse is seen.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace pith::test {

struct ServedRequest {
  std::string method;
  std::string target;                          // "/feed.xml?x=1"
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

// The server's end of a connection, for replies that are none.
class Wire {
 public:
  Wire(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}
  bool send(std::string_view bytes);            // false once the other side or the server has gone
  bool linger(std::chrono::milliseconds time);  // waits; false once the other side or the server has gone
  void reset();                                 // closes with RST

 private:
  int socket_;
  const std::atomic<bool>& stopping_;
};

class HttpServer {
 public:
  using Answer = std::function<Reply(const ServedRequest&)>;
  using Mischief = std::function<void(const ServedRequest&, Wire&)>;

  HttpServer();
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Routes are by path, without the query; set them before the first request. Anything else is a 404.
  void on(std::string path, Reply reply);
  void on(std::string path, Answer answer);
  void on_wire(std::string path, Mischief mischief);  // the connection closes when it returns

  std::uint16_t port() const { return port_; }
  std::string host() const;                      // "127.0.0.1:PORT"
  std::string url(std::string_view path) const;  // "http://127.0.0.1:PORT/path"
  std::vector<ServedRequest> requests() const;   // so far, in order of arrival
  int hits(std::string_view path) const;
  int connections() const { return connections_; }
  int busiest() const { return busiest_; }  // most requests being answered at the same time

 private:
  void listen();
  void serve(int socket);
  bool answer(int socket, const ServedRequest& request);

  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> connections_ = 0;
  std::atomic<int> answering_ = 0;
  std::atomic<int> busiest_ = 0;
  std::map<std::string, Answer> answers_;
  std::map<std::string, Mischief> mischiefs_;
  mutable std::mutex mutex_;
  std::vector<ServedRequest> requests_;
  std::list<std::jthread> threads_;  // of connections; guarded by mutex_
  std::jthread accepting_;
};

std::string gzip(std::string_view bytes);

}  // namespace pith::test
