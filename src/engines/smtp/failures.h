// A message that was not taken, in a person's words: at which step, and what the server said. Pure.
#pragma once

#include "base/result.h"
#include "engines/smtp/smtp_channel.h"
#include "lib/curl/mail.h"

namespace pith::smtp {

Error failure_of(const curl::MailEnd& end, const SmtpOptions& options, const delivery::OutgoingMessage& message);

}  // namespace pith::smtp
