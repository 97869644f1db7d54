// Sends mail through an SMTP server, over libcurl.
#pragma once

#include <chrono>
#include <string>

#include "stages/delivery/channel.h"

namespace pith::smtp {

enum class Security {
  starttls,  // begins in plain, must turn to TLS before anything is said
  tls,       // TLS from the first byte (port 465)
  none,      // only for a server on this machine or one's own network
};

struct SmtpOptions {
  std::string host;
  int port = 587;
  Security security = Security::starttls;
  std::string user;  // empty: no login
  std::string password;
  std::string ca_file;  // PEM bundle; empty: the system's
  std::string hello;    // the name given in EHLO; empty: libcurl's choice
  std::chrono::milliseconds connect{20'000};
  std::chrono::milliseconds total{120'000};
};

// Thread-safe; each message has its own connection. An error says at which step (connecting, TLS, login, sender,
// recipient, content) and the server's words; 5xx answers are `refused`, `code` holds the reply code. A lost connection
// after the end of the content is in doubt.
class SmtpChannel final : public delivery::Channel {
 public:
  explicit SmtpChannel(SmtpOptions options) : options_(std::move(options)) {}
  std::string name() const override { return "smtp"; }
  Result<delivery::SendOutcome> send(const delivery::OutgoingMessage& message) override;
  Result<void> forget(std::string_view) override { return {}; }

 private:
  SmtpOptions options_;
};

}  // namespace pith::smtp
