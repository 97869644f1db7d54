#include "stages/delivery/mail.h"

#include <algorithm>

#include <fmt/format.h>

#include "stages/delivery/mime.h"
#include "stages/delivery/multipart.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

bool is_list_target(std::string_view url) {
  const bool known = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
  return known &&
         std::ranges::none_of(url, [](unsigned char c) { return c <= ' ' || c >= 0x7F || c == '<' || c == '>'; });
}

Result<void> check(const BriefView& brief, const MailOptions& options) {
  if (brief.picks.empty()) return fail(ErrorKind::invalid_input, "A brief without an insight is not sent.");
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

}  // namespace

Result<std::string> render_mail(const BriefView& untidy, const MailOptions& options) {
  const auto brief = tidy(untidy);
  if (auto usable = check(brief, options); !usable) return std::unexpected(usable.error());
  auto html = mail_html(brief, options);
  if (!html) return std::unexpected(html.error());
  return multipart_mail({.from = options.from,
                         .to = options.to,
                         .subject = fmt::format("{}: {}", title_of(brief), brief.picks.front().headline),
                         .message_id = options.message_id,
                         .date = options.date,
                         .more_fields = list_fields(options),
                         .text = mail_text(brief, options),
                         .html = *std::move(html)});
}

Result<std::string> bare_address(std::string_view mailbox) {
  auto parsed = parse_mailbox(mailbox);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->address;
}

}  // namespace pith::delivery
