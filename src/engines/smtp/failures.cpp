#include "engines/smtp/failures.h"

#include <algorithm>

#include <fmt/format.h>

namespace pith::smtp {

namespace {

struct Step {
  std::string_view verb;
  std::string_view sentence;  // {0} server, {1} sender, {2} recipient, {3} user
};

constexpr Step steps[] = {
    {"", "The mail server {0} cannot be reached"},
    {"EHLO", "The mail server {0} did not greet back"},
    {"HELO", "The mail server {0} did not greet back"},
    {"STARTTLS", "The mail server {0} has no secure connection that can be trusted"},
    {"AUTH", "The mail server {0} did not take the login of {3}"},
    {"MAIL", "The mail server {0} did not take {1} as the sender"},
    {"RCPT", "The mail server {0} did not take {2} as the recipient"},
    {"DATA", "The mail server {0} did not take the mail"},
};

std::string_view verb_of(const curl::MailEnd& end) {
  if (end.no_tls || end.end.failure == curl::Failure::tls) return "STARTTLS";
  if (end.login_denied) return "AUTH";
  return end.verb;
}

ErrorKind kind_of(const curl::MailEnd& end) {
  if (end.reply >= 500 || end.no_tls) return ErrorKind::refused;
  if (end.login_denied && end.reply / 100 != 4) return ErrorKind::refused;
  return end.end.failure == curl::Failure::timeout ? ErrorKind::timeout : ErrorKind::network;
}

std::string reason_of(const curl::MailEnd& end) {
  if (end.reply >= 400) return end.reply_text;
  if (end.no_tls) return "it offers no STARTTLS";
  if (end.end.failure == curl::Failure::timeout) return "no answer in time";
  if (end.end.failure == curl::Failure::broken || end.verb.empty()) return "no connection";
  return end.end.words;
}

}  // namespace

Error failure_of(const curl::MailEnd& end, const SmtpOptions& options, const delivery::OutgoingMessage& message) {
  const auto* step = std::ranges::find(steps, verb_of(end), &Step::verb);
  if (step == std::end(steps)) step = std::end(steps) - 1;
  const auto server = fmt::format("{}:{}", options.host, options.port);
  const auto what = fmt::format(fmt::runtime(step->sentence), server, message.from, message.to, options.user);
  return {kind_of(end), fmt::format("{}: {}.", what, reason_of(end)),
          fmt::format("curl {}: {}", end.end.code, end.end.words), end.reply};
}

}  // namespace pith::smtp
