// The HttpClient over libcurl: one thread drives all exchanges. Redirects are followed one hop at a time, so that each
// hop is checked anew: scheme, port and, on the connected IP, whether the address is private (invariant 8).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "net/http_client.h"

namespace pith::net {

using HostPauses = std::map<std::string, std::chrono::milliseconds>;

struct ClientOptions {
  // "Pith/0.1 (podcast insights bot; +CONTACT)": see user_agent_of.
  std::string user_agent = "Pith/0.1 (podcast insights bot)";
  // Private hosts that untrusted URLs may name, as "127.0.0.1:8710", "127.0.0.1" (any port) or "feeds.home". They may
  // have any port.
  std::vector<std::string> allowed_hosts = {};
  std::vector<std::string> allowed_ports = {};     // that untrusted URLs may name beside the usual, as "a.example:9443"
  std::string ca_file = {};                        // PEM bundle; empty: the system's
  bool one_per_host = true;                        // one exchange at a time per host name
  std::chrono::milliseconds host_pace{0};          // least time between the starts of two exchanges with a host
  std::chrono::milliseconds allowed_host_pace{0};  // the same for allowed_hosts
  HostPauses pauses = {};  // what an earlier client left: how long each host is still to be left alone
  std::function<void(const HostPauses&)> on_end = {};  // gets what a later client needs, on the client's thread
  int max_exchanges = 512;                             // at the same time, over all hosts
  std::int64_t max_bodies = 256 << 20;                 // bytes of all bodies under way; with more, most of them pause
  // While they pause, so long the one that goes on may take for each 64 kB.
  std::chrono::milliseconds room_patience{5'000};
};

// "Pith/VERSION (podcast insights bot; +contact)": honest, holds "bot", and says whom to ask.
std::string user_agent_of(std::string_view version, std::string_view contact_url);

// Thread-safe. Its end stops the thread; what is under way or waiting ends with an error first.
class CurlClient final : public HttpClient {
 public:
  explicit CurlClient(ClientOptions options);
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;
  void start(HttpRequest request, Callback done) override;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace pith::net
