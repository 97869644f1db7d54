#include "stages/delivery/mail.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"
#include "stages/delivery/mime.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

std::string mail_date(Time time) {
  auto text = format_http_date(time);
  text.replace(text.size() - 3, 3, "+0000");
  return text;
}

bool is_list_target(std::string_view url) {
  const bool known = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
  return known &&
         std::ranges::none_of(url, [](unsigned char c) { return c <= ' ' || c >= 0x7F || c == '<' || c == '>'; });
}

Result<void> check(const BriefView& brief, const MailOptions& options) {
  if (brief.picks.empty()) return fail(ErrorKind::invalid_input, "A brief without an insight is not sent.");
  if (!is_id(options.message_id)) {
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" cannot be a Message-Id.", options.message_id));
  }
  if (!options.list_id.empty() && !is_id(options.list_id)) {
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" cannot be a List-Id.", options.list_id));
  }
  if (!options.unsubscribe.empty() && !is_list_target(options.unsubscribe)) {
    return fail(ErrorKind::invalid_input, "The unsubscribe address is neither an http nor a mailto address.");
  }
  return {};
}

std::string list_fields(const MailOptions& options) {
  std::string out;
  if (!options.list_id.empty()) out += raw_field("List-Id", fmt::format("<{}>", options.list_id));
  if (options.unsubscribe.empty()) return out;
  out += raw_field("List-Unsubscribe", fmt::format("<{}>", options.unsubscribe));
  if (options.unsubscribe.starts_with("https:"))
    out += raw_field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  return out;
}

std::string part(std::string_view type, std::string_view body) {
  return raw_field("Content-Type", fmt::format("{}; charset=utf-8", type)) +
         raw_field("Content-Transfer-Encoding", "quoted-printable") + "\r\n" + quoted_printable(body) + "\r\n";
}

}  // namespace

Result<std::string> render_mail(const BriefView& untidy, const MailOptions& options) {
  const auto brief = tidy(untidy);
  if (auto usable = check(brief, options); !usable) return std::unexpected(usable.error());
  const auto from = parse_mailbox(options.from);
  if (!from) return std::unexpected(from.error().within("The sender"));
  const auto to = parse_mailbox(options.to);
  if (!to) return std::unexpected(to.error().within("The recipient"));
  const auto html = mail_html(brief, options);
  if (!html) return std::unexpected(html.error());

  // "=_" cannot occur in quoted-printable text.
  const auto boundary = fmt::format("=_pith_{}", content_hash(options.message_id));
  std::string mail = mailbox_field("From", *from) + mailbox_field("To", *to);
  mail += header_field("Subject", fmt::format("{}: {}", title_of(brief), brief.picks.front().headline));
  mail += raw_field("Date", mail_date(options.date));
  mail += raw_field("Message-ID", fmt::format("<{}>", options.message_id));
  mail += list_fields(options);
  mail += raw_field("Auto-Submitted", "auto-generated");
  mail += raw_field("MIME-Version", "1.0");
  mail += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary);
  mail += fmt::format("--{}\r\n{}", boundary, part("text/plain", mail_text(brief, options)));
  mail += fmt::format("--{}\r\n{}", boundary, part("text/html", *html));
  return mail + fmt::format("--{}--\r\n", boundary);
}

Result<std::string> bare_address(std::string_view mailbox) {
  auto parsed = parse_mailbox(mailbox);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->address;
}

}  // namespace pith::delivery
