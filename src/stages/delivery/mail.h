// A brief as one mail: RFC 5322, multipart/alternative (text, then HTML), UTF-8 in quoted-printable, CRLF, lines of at
// most 78 characters. No remote images, no scripts, no tracking; the HTML part stays under 90 kB. Pure: equal values
// give equal bytes, so that a retry sends the same.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"
#include "stages/delivery/brief_view.h"

namespace pith::delivery {

struct MailOptions {
  std::string from;        // "Pith <pith@example.org>" or a bare address
  std::string to;          // a bare address, or with a name
  std::string message_id;  // without angle brackets, "br_...@host"; stays the same over retries
  Time date{};
  std::string list_id;       // "pith.example.org"; may be empty
  std::string unsubscribe;   // an https: or mailto: URL; may be empty. https also gets one-click (RFC 8058)
  std::string settings_url;  // shown in the footer; may be empty
};

// The mail's bytes. invalid_input: an address, message id or list id that is none (line breaks included), or no picks.
Result<std::string> render_mail(const BriefView& brief, const MailOptions& options);

// The two bodies by themselves, with LF line ends: what the mail's parts decode to.
Result<std::string> mail_html(const BriefView& brief, const MailOptions& options);
std::string mail_text(const BriefView& brief, const MailOptions& options);

// "Pith <pith@example.org>" -> "pith@example.org"; invalid_input where there is no address in it.
Result<std::string> bare_address(std::string_view mailbox);

}  // namespace pith::delivery
