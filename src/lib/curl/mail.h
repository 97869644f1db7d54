// libcurl's SMTP, wrapped: one message over a connection of its own, and a record of how far it came.
#pragma once

#include <chrono>
#include <string>

#include "lib/curl/transfer.h"

namespace pith::curl {

struct MailTransfer {
  std::string host;
  int port = 587;
  bool tls_from_start = false;
  bool must_start_tls = true;  // on a plain connection: nothing but EHLO is said before TLS
  std::string user;            // empty: no login
  std::string password;
  std::string hello;  // for EHLO; empty: the machine's name
  std::string from;   // bare addresses, without control characters
  std::string to;
  std::string bytes;  // dots at line starts are doubled here
  std::string ca_file;
  std::chrono::milliseconds connect{20'000};
  std::chrono::milliseconds total{120'000};
};

struct MailEnd {
  End end;
  std::string verb;        // the last command sent: "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"; empty if none
  int reply = 0;           // code of the last reply, 0 if none came to the last command
  std::string reply_text;  // the last reply's last line
  bool content_given = false;  // the whole content was handed over: it may have reached the server
  bool answered = false;       // and its reply came
  bool login_denied = false;
  bool no_tls = false;  // TLS was asked for, and the server has none
};

// Blocks until the message is through, refused, or out of time. Any thread.
MailEnd send_mail(const MailTransfer& transfer);

}  // namespace pith::curl
