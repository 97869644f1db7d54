// A real SMTP server (aiosmtpd, in Debian's Python) on loopback, in a process of its own; ended with its scope.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/files.h"

namespace pith::test {

class SmtpServer {
 public:
  // Words as tests/support/smtp_server.py takes them: "starttls", "login=me:secret", "RCPT=550", "CONTENT=drop".
  explicit SmtpServer(std::initializer_list<std::string> words);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  int port() const { return port_; }
  std::string ca_file() const { return (folder_ / "ca.pem").string(); }
  // What it has taken so far, each a JSON object: from, to, content, tls, login.
  std::vector<std::string> taken() const;

 private:
  TempFolder folder_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace pith::test
