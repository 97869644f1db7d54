#include "engines/smtp/smtp_url.h"

#include <fmt/format.h>

#include "base/url.h"

namespace pith::smtp {

namespace {

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

Result<SmtpOptions> smtp_options_of(std::string_view text) {
  const auto url = parse_url(text);
  const bool known = url && (url->scheme == "smtp" || url->scheme == "smtps") && !url->host.empty();
  if (!known) {
    return fail(
        ErrorKind::invalid_input,
        fmt::format("\"{}\" is not a mail server; write smtp://HOST:587 or smtps://HOST:465.", redact_url(text)));
  }
  SmtpOptions options;
  options.host = url->host;
  const bool tls = url->scheme == "smtps";
  options.port = url->port.value_or(tls ? 465 : 587);
  options.security = tls ? Security::tls : is_this_machine(url->host) ? Security::none : Security::starttls;
  const auto colon = url->user_info.find(':');
  options.user = url->user_info.substr(0, colon);
  if (colon != std::string::npos) options.password = url->user_info.substr(colon + 1);
  return options;
}

}  // namespace pith::smtp
