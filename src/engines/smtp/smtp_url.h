// A mail server as the settings name it.
#pragma once

#include <string_view>

#include "base/result.h"
#include "engines/smtp/smtp_channel.h"

namespace pith::smtp {

// "smtp://host:587": STARTTLS is required, unless the host is this machine (localhost, 127.x, ::1), where there is
// none. "smtps://host:465": TLS from the start. The ports shown are those taken where none is named. A name and
// password in the URL are the login. invalid_input otherwise.
Result<SmtpOptions> smtp_options_of(std::string_view url);

}  // namespace pith::smtp
