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
#include "text/utf8.h"

namespace pith::app {

namespace {

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

Result<std::string> secret_of(const std::string& file, const std::string& variable) {
  if (!file.empty()) {
    const auto bytes = read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes)
      return fail(ErrorKind::not_found, fmt::format("the file {} with the password or key is not there", file));
    return trimmed(**bytes);
  }
  const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): read once, at start
  return std::string(value == nullptr ? "" : value);
}

// A secret goes into a header: a line break in it would be one there. Around it there is often one.
Result<std::string> one_line(std::string_view given, std::string_view setting) {
  std::string secret(text::trim(given));
  const bool printable = std::ranges::all_of(secret, [](char c) { return c > 0x20 && c < 0x7F; });
  if (printable) return secret;
  return fail(ErrorKind::invalid_input,
              fmt::format("the key of {} holds a space, a line break or another character that no key has", setting));
}

net::ClientOptions client_options_of(const Settings& settings) {
  net::ClientOptions options;
  options.user_agent = net::user_agent_of(version, settings.feeds.contact);
  options.allowed_hosts = settings.feeds.allow_private;
  options.allowed_ports = settings.feeds.allow_ports;
  options.ca_file = settings.feeds.ca_file;
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
  if (key) key = one_line(*key, s.key_file.empty() ? s.key_env : s.key_file);
  if (!key) return std::unexpected(key.error());
  llm::LlmOptions options;
  options.chat.base_url = s.base_url;
  options.chat.model = s.model;
  options.chat.key = std::move(*key);
  options.chat.request_timeout = std::chrono::seconds{s.timeout_s};
  options.chat.deadline = 5 * options.chat.request_timeout;
  options.prices = {s.prompt_price, s.answer_price, s.daily_cap, s.daily_tokens};
  options.context_tokens = s.context_tokens;
  options.keep = static_cast<std::size_t>(settings.distill.keep);
  return options;
}

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data) {
  const auto talk = data.file("models/talk-en.bin");
  if (!talk) return std::unexpected(talk.error());
  const auto cues = data.file("models/cue-en.bin");
  if (!cues) return std::unexpected(cues.error());
  const auto headlines = data.file("models/headline-en.bin");
  if (!headlines) return std::unexpected(headlines.error());
  return insight::BuiltinDistiller::make({*talk, *cues, *headlines});
}

Result<std::unique_ptr<TopicParts>> load_topics(const Data& data) {
  auto words = read_words(data);
  if (!words) return std::unexpected(words.error());
  const auto list = data.file("models/topics-en.tsv");
  if (!list) return std::unexpected(list.error());
  const auto weights = data.file("models/topics-en.bin");
  if (!weights) return std::unexpected(weights.error());
  auto parts = std::make_unique<TopicParts>(TopicParts{*std::move(words), {}});
  auto model = insight::TopicModel::parse(*list, *weights, parts->words);
  if (!model) return std::unexpected(model.error());
  parts->model = *std::move(model);
  return parts;
}

Result<std::unique_ptr<DistillEngine>> DistillEngine::make(const Data& data, const Settings& settings,
                                                           net::HttpClient& http, llm::AnswerCache& answers,
                                                           const Clock& clock) {
  auto builtin = make_builtin(data);
  if (!builtin) return std::unexpected(builtin.error());
  auto engine = std::make_unique<DistillEngine>();
  engine->builtin_ = std::move(*builtin);
  auto topics = load_topics(data);
  if (!topics) return std::unexpected(topics.error());
  engine->topics_ = std::move(*topics);
  const auto file = [&](const insight::Distiller& inner) {
    engine->filing_ = std::make_unique<insight::FilingDistiller>(inner, engine->topics_->model);
  };
  file(*engine->builtin_);
  if (settings.distill.engine == "builtin") return engine;
  if (settings.distill.engine != "llm")
    return fail(ErrorKind::invalid_input,
                fmt::format("there is no engine \"{}\": it is \"builtin\" or \"llm\"", settings.distill.engine));
  const auto prompts = data.file("prompts/insights.txt");
  if (!prompts) return std::unexpected(prompts.error());
  const auto names = data.file("models/names-en.txt");
  if (!names) return std::unexpected(names.error());
  auto options = llm_options_of(settings);
  if (!options) return std::unexpected(options.error());
  options->chat.stop = engine->stop_.get_token();
  auto made =
      llm::LlmDistiller::make({http, answers, clock, *engine->builtin_}, std::move(*options), {*prompts, *names});
  if (!made) return std::unexpected(made.error());
  engine->llm_ = std::move(*made);
  file(*engine->llm_);
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

Result<text::WordModel> read_words(const Data& data) {
  const auto bytes = data.file("models/words-en.bin");
  if (!bytes) return std::unexpected(bytes.error());
  return text::WordModel::read(*bytes);
}

Result<std::shared_ptr<const transcript::MarkModels>> load_marks(const Data& data) {
  auto models = std::make_shared<transcript::MarkModels>();
  if (const auto bytes = data.file("models/marks-en.bin")) {
    auto model = transcript::MarkModel::parse(*bytes);
    if (!model) return std::unexpected(model.error());
    models->asides = std::move(*model);
  }
  if (const auto bytes = data.file("models/ads-en.txt")) {
    auto words = read_words(data);
    if (!words) return std::unexpected(words.error());
    auto model = transcript::AdModel::parse(*bytes, std::move(*words));
    if (!model) return std::unexpected(model.error());
    models->reads = std::move(*model);
  }
  return models;
}

Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail) {
  auto options = smtp::smtp_options_of(mail.smtp_url);
  if (!options) return std::unexpected(options.error().within("mail.smtp_url"));
  auto password = secret_of(mail.smtp_password_file, mail.smtp_password_env);
  if (!password) return std::unexpected(password.error());
  if (!mail.smtp_user.empty()) options->user = mail.smtp_user;
  if (!password->empty()) options->password = std::move(*password);
  if (!options->user.empty() && options->password.empty())
    return fail(
        ErrorKind::not_found,
        fmt::format("there is no password for the mail server: {}",
                    mail.smtp_password_file.empty()
                        ? fmt::format("{} is not set and mail.smtp_password_file is empty", mail.smtp_password_env)
                        : fmt::format("the file {} is empty", mail.smtp_password_file)));
  return std::make_unique<smtp::SmtpChannel>(std::move(*options));
}

}  // namespace pith::app
