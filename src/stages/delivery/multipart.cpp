#include "stages/delivery/multipart.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "stages/delivery/mime.h"

namespace pith::delivery {

namespace {

std::string mail_date(Time time) {
  auto text = format_http_date(time);
  text.replace(text.size() - 3, 3, "+0000");
  return text;
}

std::string part(std::string_view type, std::string_view body) {
  return raw_field("Content-Type", fmt::format("{}; charset=utf-8", type)) +
         raw_field("Content-Transfer-Encoding", "quoted-printable") + "\r\n" + quoted_printable(body) + "\r\n";
}

}  // namespace

Result<std::string> multipart_mail(const TwoParts& parts) {
  if (!is_id(parts.message_id))
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" cannot be a Message-Id.", parts.message_id));
  const auto from = parse_mailbox(parts.from);
  if (!from) return std::unexpected(from.error().within("The sender"));
  const auto to = parse_mailbox(parts.to);
  if (!to) return std::unexpected(to.error().within("The recipient"));
  // "=_" cannot occur in quoted-printable text.
  const auto boundary = fmt::format("=_pith_{}", content_hash(parts.message_id));
  std::string mail = mailbox_field("From", *from) + mailbox_field("To", *to);
  mail += header_field("Subject", parts.subject);
  mail += raw_field("Date", mail_date(parts.date));
  mail += raw_field("Message-ID", fmt::format("<{}>", parts.message_id));
  mail += parts.more_fields;
  mail += raw_field("Auto-Submitted", "auto-generated");
  mail += raw_field("MIME-Version", "1.0");
  mail += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary);
  mail += fmt::format("--{}\r\n{}", boundary, part("text/plain", parts.text));
  mail += fmt::format("--{}\r\n{}", boundary, part("text/html", parts.html));
  return mail + fmt::format("--{}--\r\n", boundary);
}

}  // namespace pith::delivery
