#include "engines/smtp/smtp_channel.h"

#include <algorithm>

#include "engines/smtp/failures.h"
#include "lib/curl/mail.h"
#include "stages/delivery/mail.h"

namespace pith::smtp {

namespace {

curl::MailTransfer transfer_of(const SmtpOptions& options, const delivery::OutgoingMessage& message) {
  curl::MailTransfer transfer;
  transfer.host = options.host;
  transfer.port = options.port;
  transfer.tls_from_start = options.security == Security::tls;
  transfer.must_start_tls = options.security == Security::starttls;
  transfer.user = options.user;
  transfer.password = options.password;
  transfer.hello = options.hello;
  transfer.from = message.from;
  transfer.to = message.to;
  transfer.bytes = message.bytes;
  transfer.ca_file = options.ca_file;
  transfer.connect = options.connect;
  transfer.total = options.total;
  return transfer;
}

}  // namespace

Result<delivery::SendOutcome> SmtpChannel::send(const delivery::OutgoingMessage& message) {
  for (const auto* address : {&message.from, &message.to}) {
    const auto bare = delivery::bare_address(*address);
    if (!bare) return fail(ErrorKind::refused, bare.error().message);
    if (*bare != *address) return fail(ErrorKind::refused, "The envelope takes a bare address, not " + *address + ".");
  }
  const auto end = curl::send_mail(transfer_of(options_, message));
  if (end.end.failure == curl::Failure::none) return delivery::SendOutcome::sent;
  if (end.content_given && end.answered && end.reply / 100 == 2) return delivery::SendOutcome::sent;
  if (end.content_given && !end.answered) return delivery::SendOutcome::in_doubt;
  return std::unexpected(failure_of(end, options_, message));
}

}  // namespace pith::smtp
