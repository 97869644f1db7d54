#include "app/settings.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <type_traits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/settings_values.h"
#include "config/config.h"

namespace pith::app {

namespace {

using config::Config;

struct Row {
  std::string_view key;
  std::string_view help;
  Result<void> (*set)(Settings&, Config&, std::string_view key);
  std::string (*shown)(const Settings&);
};

std::string shown_value(const std::string& value) { return fmt::format("\"{}\"", value); }
std::string shown_value(bool value) { return value ? "true" : "false"; }
std::string shown_value(std::int64_t value) { return std::to_string(value); }
std::string shown_value(double value) { return fmt::format("{}", value); }
std::string shown_value(const std::vector<std::string>& value) {
  return value.empty() ? "[]" : fmt::format("[\"{}\"]", fmt::join(value, "\", \""));
}

// `Field` names one member of Settings; its type decides what the file may hold.
template <auto Field>
constexpr Row row(std::string_view key, std::string_view help) {
  return {key, help,
          [](Settings& settings, Config& config, std::string_view name) -> Result<void> {
            auto& field = Field(settings);
            auto value = config.get<std::remove_cvref_t<decltype(field)>>(name);
            if (!value) return std::unexpected(value.error());
            if (*value) field = std::move(**value);
            return {};
          },
          [](const Settings& settings) { return shown_value(Field(const_cast<Settings&>(settings))); }};
}

constexpr Row rows[] = {
    row<[](Settings& s) -> auto& { return s.reader.email; }>(
        "reader.email", "Where the brief goes. Empty: no mail is made, the pages and feeds are there all the same."),
    row<[](Settings& s) -> auto& { return s.reader.hour; }>("reader.hour",
                                                            "When the brief leaves, HH:MM on the reader's clock."),
    row<[](Settings& s) -> auto& { return s.reader.zone; }>(
        "reader.zone", "The reader's IANA time zone, as Europe/Berlin. Empty: the machine's own."),
    row<[](Settings& s) -> auto& { return s.feeds.newest; }>(
        "feeds.newest",
        "How many of a show's newest episodes are taken when it is first followed; older ones are only listed."),
    row<[](Settings& s) -> auto& { return s.feeds.allow_private; }>(
        "feeds.allow_private",
        "Hosts with private addresses that feeds may name all the same, as \"127.0.0.1:8710\", \"nas.home\" or "
        "\".home\" (all of that domain), "
        "and any port of theirs. All others are refused, at every redirect."),
    row<[](Settings& s) -> auto& { return s.feeds.allow_ports; }>(
        "feeds.allow_ports",
        "Hosts with the port that addresses may name beside 80, 443 and 8000 to 8999, as \"feeds.example:9443\". "
        "Private addresses stay refused there."),
    row<[](Settings& s) -> auto& { return s.feeds.contact; }>(
        "feeds.contact", "A URL or e-mail address that publishers find in Pith's User-Agent."),
    row<[](Settings& s) -> auto& { return s.feeds.timeout_s; }>("feeds.timeout_s",
                                                                "Seconds after which one fetch is given up."),
    row<[](Settings& s) -> auto& { return s.feeds.max_mb; }>("feeds.max_mb",
                                                             "The largest feed that is read, in MB after unpacking."),
    row<[](Settings& s) -> auto& { return s.feeds.pace_ms; }>(
        "feeds.pace_ms",
        "Least milliseconds between two requests to one host, also over restarts; there is never more than one at a "
        "time."),
    row<[](Settings& s) -> auto& { return s.feeds.private_pace_ms; }>("feeds.private_pace_ms",
                                                                      "The same for the hosts in feeds.allow_private."),
    row<[](Settings& s) -> auto& { return s.feeds.ca_file; }>(
        "feeds.ca_file",
        "A PEM file with the certificate authorities that are trusted, in place of the system's. Empty: the system's."),
    row<[](Settings& s) -> auto& { return s.feeds.apple_url; }>(
        "feeds.apple_url", "Where Apple's podcast directory answers, for `pith add` with its links or with words."),
    row<[](Settings& s) -> auto& { return s.transcripts.max_mb; }>(
        "transcripts.max_mb", "The largest transcript that is read, in MB after unpacking."),
    row<[](Settings& s) -> auto& {
      return s.transcriber.engine;
    }>("transcriber.engine",
       "What hears episodes whose publisher offers no transcript: \"none\": nothing, they wait; \"command\": a program "
       "of this machine; \"http\": a server with /v1/audio/transcriptions."),
    row<[](Settings& s) -> auto& {
      return s.transcriber.command;
    }>("transcriber.command",
       "The program and its words, as [\"hear\", \"{wav}\"]. {wav} is 16 kHz mono sound; {model}, {language} and {out} "
       "are filled in too. It leaves WebVTT, SRT or JSON in {out}.vtt, .srt or .json, or prints it. Empty: "
       "whisper-cli, "
       "wherever it and its model lie (pith doctor says where)."),
    row<[](Settings& s) -> auto& { return s.transcriber.model; }>(
        "transcriber.model", "For \"command\": the model's file, {model}. For \"http\": the model's name."),
    row<[](Settings& s) -> auto& { return s.transcriber.base_url; }>("transcriber.base_url",
                                                                     "The server of \"http\", with or without /v1."),
    row<[](Settings& s) -> auto& { return s.transcriber.key_env; }>(
        "transcriber.key_env", "The environment variable that holds the server's key."),
    row<[](Settings& s) -> auto& { return s.transcriber.key_file; }>(
        "transcriber.key_file", "A file that holds the key; read before the environment."),
    row<[](Settings& s) -> auto& { return s.transcriber.language; }>(
        "transcriber.language", "The language that is spoken, as \"en\". Empty: what the show's feed says."),
    row<[](Settings& s) -> auto& { return s.transcriber.grace_hours; }>(
        "transcriber.grace_hours",
        "Hours from an episode's first sight in which its publisher may still bring a transcript; then it is heard."),
    row<[](Settings& s) -> auto& { return s.transcriber.piece_minutes; }>(
        "transcriber.piece_minutes",
        "Audio is heard in pieces of about this length, cut in pauses; a killed Pith goes on after the last one."),
    row<[](Settings& s) -> auto& { return s.transcriber.timeout_minutes; }>(
        "transcriber.timeout_minutes", "Minutes after which the hearing of one piece is given up."),
    row<[](Settings& s) -> auto& { return s.transcriber.max_mb; }>("transcriber.max_mb",
                                                                   "The largest audio file that is fetched, in MB."),
    row<[](Settings& s) -> auto& { return s.transcriber.keep_audio; }>(
        "transcriber.keep_audio", "Whether fetched audio stays in the home's audio folder once it was heard."),
    row<[](Settings& s) -> auto& { return s.distill.engine; }>(
        "distill.engine",
        "What distills transcripts: \"builtin\", or \"llm\": a language model (section [llm]), with the builtin one to "
        "stand in."),
    row<[](Settings& s) -> auto& { return s.distill.threads; }>("distill.threads",
                                                                "Threads that distill. 0: one a processor core."),
    row<[](Settings& s) -> auto& { return s.distill.keep; }>("distill.keep",
                                                             "How many insights of an episode are kept, at most."),
    row<[](Settings& s) -> auto& {
      return s.distill.again_hours;
    }>("distill.again_hours",
       "Hours after which an episode that the builtin distiller stood in for is distilled again; later tries wait half "
       "as long as the episode is known. 0: never."),
    row<[](Settings& s) -> auto& { return s.llm.base_url; }>(
        "llm.base_url", "An OpenAI-compatible server (llama-server, Ollama, vLLM, hosted ones), with or without /v1."),
    row<[](Settings& s) -> auto& { return s.llm.model; }>("llm.model", "The model's name, as the server knows it."),
    row<[](Settings& s) -> auto& { return s.llm.key_env; }>("llm.key_env",
                                                            "The environment variable that holds the key."),
    row<[](Settings& s) -> auto& { return s.llm.key_file; }>("llm.key_file",
                                                             "A file that holds the key; read before the environment."),
    row<[](Settings& s) -> auto& { return s.llm.context_tokens; }>(
        "llm.context_tokens", "The model's context; longer transcripts are asked in windows that overlap."),
    row<[](Settings& s) -> auto& { return s.llm.timeout_s; }>(
        "llm.timeout_s",
        "Seconds after which one answer is given up; a question has five times as long, over all tries."),
    row<[](Settings& s) -> auto& { return s.llm.prompt_price; }>("llm.prompt_price", "Price of a million tokens sent."),
    row<[](Settings& s) -> auto& { return s.llm.answer_price; }>("llm.answer_price",
                                                                 "Price of a million tokens answered."),
    row<[](Settings& s) -> auto& { return s.llm.daily_cap; }>(
        "llm.daily_cap",
        "The most that is spent on a UTC day, in the prices' currency; counted as llm.daily_tokens is. 0: no cap."),
    row<[](Settings& s) -> auto& { return s.llm.daily_tokens; }>(
        "llm.daily_tokens",
        "The most tokens, sent and answered, on a UTC day; of pith distill and pith eval, which keep nothing, in one "
        "run. 0: no cap."),
    row<[](Settings& s) -> auto& { return s.brief.size; }>("brief.size", "Picks in a brief, at most; 1 to 5."),
    row<[](Settings& s) -> auto& { return s.brief.days; }>(
        "brief.days", "How many days an insight may wait for its brief, from when its episode was first seen."),
    row<[](Settings& s) -> auto& { return s.brief.floor; }>(
        "brief.floor", "The least calibrated score, 0 to 5, with which an insight may enter a brief."),
    row<[](Settings& s) -> auto& {
      return s.people.one_person;
    }>("people.one_person",
       "Full names whose bearers are one person on all shows. Otherwise one name on two shows is one person only where "
       "the feeds show it."),
    row<[](Settings& s) -> auto& { return s.mail.channel; }>(
        "mail.channel",
        "\"outbox\": mails become .eml files in the home's outbox folder. \"smtp\": they are sent. Empty: sent where "
        "mail.smtp_url names a server, else \"outbox\"."),
    row<[](Settings& s) -> auto& { return s.mail.from; }>("mail.from", "The sender of the brief."),
    row<[](Settings& s) -> auto& { return s.mail.smtp_url; }>(
        "mail.smtp_url", "smtp://HOST:587 (STARTTLS is required unless HOST is this machine) or smtps://HOST:465."),
    row<[](Settings& s) -> auto& { return s.mail.smtp_user; }>(
        "mail.smtp_user", "User name for the mail server. Empty: that in mail.smtp_url, or no sign-in."),
    row<[](Settings& s) -> auto& { return s.mail.smtp_password_env; }>(
        "mail.smtp_password_env", "The environment variable that holds the mail password."),
    row<[](Settings& s) -> auto& { return s.mail.smtp_password_file; }>(
        "mail.smtp_password_file", "A file that holds the mail password; read before the environment."),
    row<[](Settings& s) -> auto& { return s.web.listen; }>(
        "web.listen",
        "IP address and port the pages are served on. Off this machine (0.0.0.0) whoever reaches them may read: "
        "/settings, /admin, verdicts and private shows are then off, as with web.url; web.public keeps them, for who "
        "signs in."),
    row<[](Settings& s) -> auto& {
      return s.web.url;
    }>("web.url",
       "The pages' own address, for links in mails and feeds. Empty: http:// and the listen address, or this machine's "
       "name where that is 0.0.0.0. Others may read there, so /settings, /admin, verdicts and private shows are off; "
       "web.public keeps them, for who signs in."),
    row<[](Settings& s) -> auto& { return s.web.title; }>("web.title", "The name on the pages and the brief."),
    row<[](Settings& s) -> auto& { return s.web.open_to; }>(
        "web.public",
        "The https address under which everybody may read and subscribe: turns accounts on. `pith owner EMAIL` makes "
        "who manages them."),
    row<[](Settings& s) -> auto& { return s.web.proxies; }>(
        "web.proxies",
        "Addresses or networks (10.0.0.0/8) of proxies before the pages, whose X-Forwarded-For is believed."),
    row<[](Settings& s) -> auto& { return s.api.address_limit; }>(
        "api.address_limit",
        "Requests in api.window_s that one address (IPv6: one /64) may send to /api and /mcp without a key. 0: no "
        "limit."),
    row<[](Settings& s) -> auto& { return s.api.key_limit; }>(
        "api.key_limit", "The same with a key, for each key; and at home. 0: no limit."),
    row<[](Settings& s) -> auto& { return s.api.window_s; }>("api.window_s",
                                                             "Seconds over which the API's requests are counted."),
    row<[](Settings& s) -> auto& { return s.log.level; }>("log.level",
                                                          "\"debug\", \"info\", \"warning\", \"error\" or \"off\"."),
};

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const auto& row : rows) keys.emplace_back(row.key);
  return keys;
}

}  // namespace

Result<LoadedSettings> load_settings(std::string_view toml, std::string name) {
  auto config = Config::parse(toml, std::move(name));
  if (!config) return std::unexpected(config.error());
  LoadedSettings loaded;
  for (const auto& row : rows)
    if (auto done = row.set(loaded.settings, *config, row.key); !done) return std::unexpected(done.error());
  if (const auto fault = first_fault(loaded.settings))
    return fail(ErrorKind::invalid_input,
                fmt::format("{}: {} {}", config->place_of(fault->key), fault->key, fault->problem));
  loaded.complaints = config->complaints(known_keys());
  return loaded;
}

std::string settings_document() {
  const Settings defaults;
  std::string out =
      "# Configuration\n\nPith works without any setting. A home's settings stand in its `pith.toml`; "
      "`pith doctor` says where that is and which keys it does not know. They are read when a command begins: "
      "`pith serve` takes a change up once it is started again.\n\n"
      "This page is generated: `pith doctor --configuration > docs/configuration.md`.\n";
  std::string_view section;
  for (const auto& row : rows) {
    const auto dot = row.key.find('.');
    if (row.key.substr(0, dot) != section) {
      section = row.key.substr(0, dot);
      out += fmt::format("\n## [{}]\n\n| key | default | what it does |\n|---|---|---|\n", section);
    }
    out += fmt::format("| `{}` | `{}` | {} |\n", row.key.substr(dot + 1), row.shown(defaults), row.help);
  }
  return out;
}

}  // namespace pith::app
