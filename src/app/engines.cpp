#include "app/engines.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "app/home.h"
#include "app/version.h"
#include "engines/smtp/smtp_channel.h"
#include "engines/smtp/smtp_url.h"
#include "lib/log/log.h"
#include "net/curl_client.h"
#include "store/rests.h"

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

net::ClientOptions client_options_of(const Settings& settings) {
  net::ClientOptions options;
  options.user_agent = net::user_agent_of(version, settings.feeds.contact);
  options.allowed_hosts = settings.feeds.allow_private;
  options.host_pace = std::chrono::milliseconds{settings.feeds.pace_ms};
  options.allowed_host_pace = std::chrono::milliseconds{settings.feeds.private_pace_ms};
  return options;
}

// Losing them costs a publisher one request that came a little early, so a failure is only noted.
void keep_pauses(store::Store& store, const Clock& clock, const net::HostPauses& pauses) {
  if (pauses.empty()) return;
  std::map<std::string, Time> free_at;
  for (const auto& [host, pause] : pauses) free_at[host] = clock.now() + pause;
  if (auto done = store.write([&](store::Tx& tx) { store::put_pace(tx, free_at); }); !done)
    log::info(done.error().log_line());
}

Result<llm::LlmOptions> llm_options_of(const Settings& settings) {
  const auto& s = settings.llm;
  auto key = secret_of(s.key_file, s.key_env);
  if (!key) return std::unexpected(key.error());
  llm::LlmOptions options;
  options.chat.base_url = s.base_url;
  options.chat.model = s.model;
  options.chat.key = std::move(*key);
  options.prices = {s.prompt_price, s.answer_price, s.daily_cap, s.daily_tokens};
  options.context_tokens = s.context_tokens;
  options.keep = static_cast<std::size_t>(settings.distill.keep);
  return options;
}

}  // namespace

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data) {
  const auto talk = data.file("models/talk-en.bin");
  if (!talk) return std::unexpected(talk.error());
  const auto cues = data.file("models/cue-en.bin");
  if (!cues) return std::unexpected(cues.error());
  return insight::BuiltinDistiller::make(*talk, *cues);
}

Result<std::unique_ptr<DistillEngine>> DistillEngine::make(const Data& data, const Settings& settings,
                                                           net::HttpClient& http, llm::AnswerCache& answers,
                                                           const Clock& clock) {
  auto builtin = make_builtin(data);
  if (!builtin) return std::unexpected(builtin.error());
  auto engine = std::make_unique<DistillEngine>();
  engine->builtin_ = std::move(*builtin);
  if (settings.distill.engine == "builtin") return engine;
  const auto prompts = data.file("prompts/insights.txt");
  if (!prompts) return std::unexpected(prompts.error());
  auto options = llm_options_of(settings);
  if (!options) return std::unexpected(options.error());
  auto made = llm::LlmDistiller::make({http, answers, clock, *engine->builtin_}, std::move(*options), *prompts);
  if (!made) return std::unexpected(made.error());
  engine->llm_ = std::move(*made);
  return engine;
}

std::unique_ptr<net::HttpClient> make_http(const Settings& settings) {
  return std::make_unique<net::CurlClient>(client_options_of(settings));
}

Result<std::unique_ptr<net::HttpClient>> make_http(const Settings& settings, store::Store& store, const Clock& clock) {
  const Time now = clock.now();
  const auto free_at = store::pace_after(store.read(), now);
  if (!free_at) return std::unexpected(free_at.error());
  auto options = client_options_of(settings);
  const auto longest = std::max(options.host_pace, options.allowed_host_pace);  // a clock may have been set back
  for (const auto& [host, time] : *free_at)
    options.pauses[host] = std::min(longest, std::chrono::ceil<std::chrono::milliseconds>(time - now));
  options.on_end = [&store, &clock](const net::HostPauses& pauses) { keep_pauses(store, clock, pauses); };
  return std::make_unique<net::CurlClient>(std::move(options));
}

Result<std::shared_ptr<const transcript::MarkModel>> load_marks(const Data& data) {
  const auto bytes = data.file("models/marks-en.bin");
  if (!bytes) return std::shared_ptr<const transcript::MarkModel>{};
  auto model = transcript::MarkModel::parse(*bytes);
  if (!model) return std::unexpected(model.error());
  return std::make_shared<const transcript::MarkModel>(std::move(*model));
}

Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail) {
  auto options = smtp::smtp_options_of(mail.smtp_url);
  if (!options) return std::unexpected(options.error().within("mail.smtp_url"));
  auto password = secret_of(mail.smtp_password_file, mail.smtp_password_env);
  if (!password) return std::unexpected(password.error());
  options->user = mail.smtp_user;
  options->password = std::move(*password);
  return std::make_unique<smtp::SmtpChannel>(std::move(*options));
}

}  // namespace pith::app
