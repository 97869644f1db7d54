// The parts of RFC 5322, 2045 and 2047 that a mail needs. Pure; nothing it gives has a line break that was not meant.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::delivery {

struct Mailbox {
  std::string name;     // may be empty, any UTF-8
  std::string address;  // "pith@example.org", ASCII
};

// "Pith <pith@example.org>", "\"P, th\" <...>" or a bare address. invalid_input where there is no plain address in it,
// or a control character.
Result<Mailbox> parse_mailbox(std::string_view text);

// One header field with its CRLF, folded at 76 columns; text beyond ASCII in encoded words.
std::string header_field(std::string_view name, std::string_view text);
std::string mailbox_field(std::string_view name, const Mailbox& mailbox);
// A field that is written as it stands. Only for text without spaces and control characters, or made here.
std::string raw_field(std::string_view name, std::string_view value);

// Text with LF line ends as quoted-printable with CRLF, lines of at most 76 characters.
std::string quoted_printable(std::string_view text);

// "br_x@pith.example": what may stand between the angle brackets of a Message-Id or List-Id.
bool is_id(std::string_view text);

}  // namespace pith::delivery
