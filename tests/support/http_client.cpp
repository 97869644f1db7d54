#include "support/http_client.h"

#include <cerrno>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "support/answer_check.h"

namespace pith::test {

namespace {

HttpAnswer parse_head(std::string_view head) {
  HttpAnswer answer;
  if (head.size() > 12) answer.status = std::atoi(std::string(head.substr(9, 3)).c_str());
  for (auto line = head.find("\r\n"); line != std::string_view::npos;) {
    const auto begin = line + 2;
    line = head.find("\r\n", begin);
    const auto field = head.substr(begin, line == std::string_view::npos ? line : line - begin);
    const auto colon = field.find(": ");
    if (colon != std::string_view::npos) answer.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
  }
  return answer;
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

Connection::Connection(std::uint16_t port) : port_(port), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval limit{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

bool Connection::send(std::string_view bytes) {
  if (const auto space = bytes.find(" /api"); space != std::string_view::npos && space < bytes.find('\r')) {
    method_ = bytes.substr(0, space);
    asked_ = bytes.substr(space + 1, bytes.find_first_of(" \r", space + 1) - space - 1);
  }
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::fill() {
  char block[16384];
  const auto count = ::recv(socket_, block, sizeof block, 0);
  if (count <= 0) return false;
  pending_.append(block, static_cast<std::size_t>(count));
  return true;
}

HttpAnswer Connection::receive(bool without_body) {
  std::size_t end = 0;
  while ((end = pending_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  auto answer = parse_head(std::string_view(pending_).substr(0, end));
  pending_.erase(0, end + 4);
  const auto length = without_body ? 0 : std::strtoul(answer.header("Content-Length").c_str(), nullptr, 10);
  while (pending_.size() < length)
    if (!fill()) break;
  answer.body = pending_.substr(0, length);
  pending_.erase(0, length);
  if (is_of_the_api(asked_))
    check_answer({method_, asked_, answer.status, answer.headers, answer.body},
                 [&] { return http_get(port_, "/openapi.json").body; });
  asked_.clear();
  return answer;
}

std::string Connection::until(std::string_view text) {
  auto at = pending_.find(text);
  while (at == std::string::npos && fill()) at = pending_.find(text);
  const auto end = at == std::string::npos ? pending_.size() : at + text.size();
  auto read = pending_.substr(0, end);
  pending_.erase(0, end);
  return read;
}

bool Connection::closed_by_server() {
  char byte = 0;
  ssize_t count = 0;
  while ((count = ::recv(socket_, &byte, 1, 0)) > 0) {
  }
  return count == 0 || errno == ECONNRESET;
}

HttpAnswer http_request(std::uint16_t port, std::string_view method, std::string_view target,
                        std::string_view headers) {
  Connection connection(port);
  std::string request(method);
  request.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
  request.append(headers).append("\r\n");
  connection.send(request);
  return connection.receive(method == "HEAD");
}

}  // namespace pith::test
