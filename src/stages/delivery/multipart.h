// A whole mail of two parts, text and HTML: RFC 5322, multipart/alternative, UTF-8 in quoted-printable, CRLF. Pure.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace pith::delivery {

struct TwoParts {
  std::string from;  // mailboxes
  std::string to;
  std::string subject;
  std::string message_id;  // without angle brackets
  Time date{};
  std::string more_fields;  // whole header fields, each with its CRLF
  std::string text;         // LF line ends
  std::string html;
};

// invalid_input: an address or message id that is none, line breaks included.
Result<std::string> multipart_mail(const TwoParts& mail);

}  // namespace pith::delivery
