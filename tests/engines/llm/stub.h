// The stand-in model server beside the repository, as a child process on a free port of loopback.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/json/json.h"
#include "support/files.h"
#include "support/http_client.h"

extern char** environ;

namespace pith::test {

// A port of loopback that nobody else is given while it is held. Who asks for it by number, as servers do with
// SO_REUSEADDR, gets it.
class HeldPort {
 public:
  HeldPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int yes = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address_), sizeof address_);
    socklen_t size = sizeof address_;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address_), &size);
  }
  ~HeldPort() { ::close(socket_); }
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;
  std::uint16_t number() const { return ntohs(address_.sin_port); }

 private:
  int socket_;
  sockaddr_in address_{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
};

class Stub {
 public:
  explicit Stub(const std::filesystem::path& shared) {
    const auto script = (shared / "tools" / "llm_stub.py").string();
    const auto port = std::to_string(port_.number());
    const char* arguments[] = {"/usr/bin/python3", script.c_str(), "--port", port.c_str(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn(&child_, arguments[0], &actions, nullptr, const_cast<char**>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    for (int tries = 0; tries < 600 && !answers(); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ~Stub() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  Stub(const Stub&) = delete;
  Stub& operator=(const Stub&) = delete;

  void mode(std::string_view mode, double rate = 1) {
    (void)http_request(port_.number(), "POST", fmt::format("/_mode?mode={}&rate={}", mode, rate),
                       "Content-Length: 0\r\n");
  }
  std::int64_t requests() const {
    const auto stats = json::parse(http_get(port_.number(), "/_stats").body);
    return stats ? stats->at("requests").integer().value_or(-1) : -1;
  }
  std::string url() const { return fmt::format("http://127.0.0.1:{}", port_.number()); }

 private:
  bool answers() const {
    try {
      return http_get(port_.number(), "/v1/models").status == 200;
    } catch (const std::exception&) {
      return false;
    }
  }
  HeldPort port_;
  pid_t child_ = 0;
};

}  // namespace pith::test
