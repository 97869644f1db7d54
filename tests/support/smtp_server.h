// A real SMTP server (aiosmtpd, in Debian's Python) on loopback.
#pragma once

#include <string>
#include <vector>

#include "support/python_server.h"

namespace pith::test {

class SmtpServer : public PythonServer {
 public:
  // Words as tests/support/smtp_server.py takes them: "starttls", "login=me:secret", "RCPT=550", "CONTENT=drop".
  explicit SmtpServer(const std::vector<std::string>& words) : PythonServer("smtp_server.py", words) {}

  // What it has taken so far, each a JSON object: from, to, content, tls, login.
  std::vector<std::string> taken() const;
};

}  // namespace pith::test
