// Where an exchange may go: scheme and port before it begins, the IP once it is known. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/url.h"

namespace pith::net {

class Policy {
 public:
  // `allowed_hosts`: "127.0.0.1:8710", "127.0.0.1" (any port), a host name, or ".home" (all hosts of that domain);
  // they may be private and have any port.
  // `allowed_ports`: "a.example:9443", which may be asked there and is no more private than any host.
  explicit Policy(std::vector<std::string> allowed_hosts, std::vector<std::string> allowed_ports = {})
      : allowed_hosts_(std::move(allowed_hosts)), allowed_ports_(std::move(allowed_ports)) {}

  // http and https only; ports 80, 443 and 8000 to 8999 unless the host or its port is allowed or the request trusted.
  Result<void> may_ask(const Url& url, bool trusted) const;
  bool may_connect(const Url& url, std::string_view address) const;

  bool allowed(const Url& url) const;  // one of allowed_hosts

 private:
  std::vector<std::string> allowed_hosts_;
  std::vector<std::string> allowed_ports_;
};

}  // namespace pith::net
