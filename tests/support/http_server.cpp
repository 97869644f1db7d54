#include "support/http_server.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

namespace pith::test {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds glance{20};  // how soon a waiting thread sees that the server stops

// Waits for something to read; false when it should give up.
bool readable(int socket, const std::atomic<bool>& stopping) {
  pollfd entry{.fd = socket, .events = POLLIN, .revents = 0};
  while (!stopping) {
    if (::poll(&entry, 1, static_cast<int>(glance.count())) > 0) return true;
  }
  return false;
}

// A buffered reader of requests from one connection.
class Reader {
 public:
  Reader(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}

  std::optional<ServedRequest> next() {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return std::nullopt;
    }
    auto request = parse(buffer_.substr(0, end + 2));
    buffer_.erase(0, end + 4);
    const auto length = request.headers.contains("content-length") ? std::stoul(request.headers["content-length"]) : 0;
    while (buffer_.size() < length) {
      if (!fill()) return std::nullopt;
    }
    request.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return request;
  }

 private:
  bool fill() {
    if (!readable(socket_, stopping_)) return false;
    char piece[16384];
    const auto got = ::recv(socket_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(got));
    return true;
  }

  static ServedRequest parse(std::string_view head) {
    ServedRequest request;
    const auto first = head.find("\r\n");
    const auto line = head.substr(0, first);
    const auto space = line.find(' ');
    request.method = line.substr(0, space);
    request.target = line.substr(space + 1, line.rfind(' ') - space - 1);
    for (std::size_t at = first + 2; at < head.size();) {
      const auto end = head.find("\r\n", at);
      const auto field = head.substr(at, end - at);
      const auto colon = field.find(':');
      std::string name(field.substr(0, colon));
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const auto value = field.substr(std::min(field.find_first_not_of(' ', colon + 1), field.size()));
      request.headers[name] = value;
      at = end + 2;
    }
    return request;
  }

  int socket_;
  const std::atomic<bool>& stopping_;
  std::string buffer_;
};

std::string path_of(std::string_view target) { return std::string(target.substr(0, target.find('?'))); }

std::string bytes_of(const Reply& reply, bool with_body) {
  auto text = fmt::format("HTTP/1.1 {} Answer\r\n", reply.status);
  for (const auto& [name, value] : reply.headers) text += fmt::format("{}: {}\r\n", name, value);
  if (reply.status != 304 && reply.status != 204) text += fmt::format("Content-Length: {}\r\n", reply.body.size());
  return text + "\r\n" + (with_body ? reply.body : "");
}

}  // namespace

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty() && !stopping_) {
    pollfd entry{.fd = socket_, .events = POLLOUT, .revents = 0};
    if (::poll(&entry, 1, static_cast<int>(glance.count())) <= 0) continue;
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return !stopping_;
}

bool Wire::linger(milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!stopping_ && std::chrono::steady_clock::now() < end) {
    pollfd entry{.fd = socket_, .events = POLLIN | POLLRDHUP, .revents = 0};
    if (::poll(&entry, 1, static_cast<int>(glance.count())) > 0 &&
        (entry.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) {
      return false;
    }
  }
  return !stopping_;
}

void Wire::reset() {
  const struct ::linger hard{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);  // the close that follows sends RST
}

HttpServer::HttpServer() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 128) != 0) throw std::runtime_error("no server");
  ::getsockname(listener_, generic, &size);
  port_ = ntohs(address.sin_port);
  accepting_ = std::jthread([this] { listen(); });
}

HttpServer::~HttpServer() {
  stopping_ = true;
  accepting_.join();
  threads_.clear();
  ::close(listener_);
}

void HttpServer::on(std::string path, Reply reply) {
  on(std::move(path), [reply](const ServedRequest&) { return reply; });
}
void HttpServer::on(std::string path, Answer answer) { answers_[std::move(path)] = std::move(answer); }
void HttpServer::on_wire(std::string path, Mischief mischief) { mischiefs_[std::move(path)] = std::move(mischief); }

std::string HttpServer::host() const { return fmt::format("127.0.0.1:{}", port_); }
std::string HttpServer::url(std::string_view path) const { return fmt::format("http://{}{}", host(), path); }

std::vector<ServedRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

int HttpServer::hits(std::string_view path) const {
  const auto all = requests();
  return static_cast<int>(
      std::ranges::count_if(all, [&](const auto& request) { return path_of(request.target) == path; }));
}

void HttpServer::listen() {
  while (readable(listener_, stopping_)) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++connections_;
    const std::lock_guard lock(mutex_);
    threads_.emplace_back([this, socket] {
      serve(socket);
      ::close(socket);
    });
  }
}

void HttpServer::serve(int socket) {
  Reader reader(socket, stopping_);
  while (auto request = reader.next()) {
    const int now = ++answering_;
    int before = busiest_;
    while (before < now && !busiest_.compare_exchange_weak(before, now)) {
    }
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(*request);
    }
    const bool more = answer(socket, *request);
    --answering_;
    if (!more) return;
  }
}

bool HttpServer::answer(int socket, const ServedRequest& request) {
  Wire wire(socket, stopping_);
  const auto path = path_of(request.target);
  if (const auto found = mischiefs_.find(path); found != mischiefs_.end()) {
    found->second(request, wire);
    return false;
  }
  const auto found = answers_.find(path);
  const auto reply = found == answers_.end() ? Reply{.status = 404} : found->second(request);
  return wire.send(bytes_of(reply, request.method != "HEAD"));
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace pith::test
