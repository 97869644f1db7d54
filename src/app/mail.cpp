#include "app/mail.h"

#include <fmt/format.h>

#include "app/engines.h"
#include "app/settings_values.h"
#include "base/url.h"

namespace pith::app {

namespace {

class MuteChannel final : public delivery::Channel {
 public:
  explicit MuteChannel(Error why) : why_(std::move(why)) {}
  std::string name() const override { return "smtp"; }
  Result<delivery::SendOutcome> send(const delivery::OutgoingMessage&) override { return std::unexpected(why_); }
  Result<void> forget(std::string_view) override { return {}; }

 private:
  Error why_;
};

std::string place_of(const Program& program) {
  const auto& mail = program.settings().mail;
  if (!goes_by_smtp(mail)) return fmt::format("outbox in {}", program.home().outbox().string());
  const auto url = parse_url(mail.smtp_url);
  return fmt::format("smtp, {}", url ? url->host : mail.smtp_url);
}

}  // namespace

bool goes_by_smtp(const MailSettings& mail) {
  return mail.channel == "smtp" || (mail.channel.empty() && !mail.smtp_url.empty());
}

std::string mail_trouble(const Program& program) {
  const auto& settings = program.settings();
  if (goes_by_smtp(settings.mail)) {
    const auto channel = make_smtp_channel(settings.mail);
    return channel ? "" : channel.error().message;
  }
  if (settings.web.open_to.empty()) return "";
  return fmt::format("accounts are on, but mails only go to the folder {}: mail.smtp_url must name a mail server",
                     program.home().outbox().string());
}

std::string mail_way(const Program& program) {
  const auto& reader = program.settings().reader;
  if (reader.email.empty()) return "to nobody: reader.email names no address";
  return fmt::format("to {} at {} by {}", reader.email, reader.hour, place_of(program));
}

std::unique_ptr<delivery::Channel> make_channel(const Program& program) {
  const auto& mail = program.settings().mail;
  if (!goes_by_smtp(mail)) return std::make_unique<delivery::OutboxChannel>(program.home().outbox());
  auto channel = make_smtp_channel(mail);
  if (channel) return std::move(*channel);
  return std::make_unique<MuteChannel>(std::move(channel.error()));
}

}  // namespace pith::app
