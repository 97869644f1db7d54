#include "app/engines.h"

#include <cstdlib>

#include <fmt/format.h>

#include "app/home.h"
#include "base/url.h"
#include "engines/smtp/smtp_channel.h"

namespace pith::app {

namespace {

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text;
}

Result<std::string> secret_of(const std::string& file, const std::string& variable) {
  if (!file.empty()) {
    const auto bytes = read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes) return fail(ErrorKind::not_found, fmt::format("the password file {} is not there", file));
    return trimmed(**bytes);
  }
  const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): read once, at start
  return std::string(value == nullptr ? "" : value);
}

bool is_loopback(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "[::1]"; }

}  // namespace

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data) {
  const auto talk = data.file("models/talk-en.bin");
  if (!talk) return std::unexpected(talk.error());
  const auto cues = data.file("models/cue-en.bin");
  if (!cues) return std::unexpected(cues.error());
  return insight::BuiltinDistiller::make(*talk, *cues);
}

Result<std::unique_ptr<insight::Distiller>> make_distiller(const Data& data, const Settings& settings) {
  if (settings.distill.engine != "builtin")
    return fail(ErrorKind::invalid_input,
                fmt::format("there is no engine \"{}\"; use \"builtin\"", settings.distill.engine));
  return make_builtin(data);
}

Result<std::shared_ptr<const transcript::MarkModel>> load_marks(const Data& data) {
  const auto bytes = data.file("models/marks-en.bin");
  if (!bytes) return std::shared_ptr<const transcript::MarkModel>{};
  auto model = transcript::MarkModel::parse(*bytes);
  if (!model) return std::unexpected(model.error());
  return std::make_shared<const transcript::MarkModel>(std::move(*model));
}

Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail) {
  const auto url = parse_url(mail.smtp_url);
  if (!url || (url->scheme != "smtp" && url->scheme != "smtps") || url->host.empty())
    return fail(ErrorKind::invalid_input,
                fmt::format("mail.smtp_url must be smtp://HOST:PORT or smtps://HOST:PORT, but is {}", mail.smtp_url));
  auto password = secret_of(mail.smtp_password_file, mail.smtp_password_env);
  if (!password) return std::unexpected(password.error());
  smtp::SmtpOptions options;
  const bool wrapped = url->scheme == "smtps";
  options.host = url->host;
  options.port = url->port.value_or(wrapped ? 465 : 587);
  options.security = wrapped                  ? smtp::Security::tls
                     : is_loopback(url->host) ? smtp::Security::none
                                              : smtp::Security::starttls;
  options.user = mail.smtp_user;
  options.password = std::move(*password);
  return std::make_unique<smtp::SmtpChannel>(std::move(options));
}

}  // namespace pith::app
