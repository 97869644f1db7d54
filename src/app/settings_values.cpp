#include "app/settings_values.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <initializer_list>

#include <fmt/format.h>
#include <unistd.h>

#include "base/parse_number.h"
#include "base/url.h"
#include "engines/smtp/smtp_url.h"
#include "lib/tz/zone.h"
#include "stages/delivery/mail.h"
#include "web/client_address.h"

namespace pith::app {

namespace {

std::optional<ValueFault> one_of(std::string_view key, std::string_view value,
                                 std::initializer_list<std::string_view> allowed) {
  if (std::ranges::find(allowed, value) != allowed.end()) return std::nullopt;
  std::string list;
  for (const auto name : allowed) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", name);
  return ValueFault{key, fmt::format("must be one of {}, but is \"{}\"", list, value)};
}

std::optional<ValueFault> between(std::string_view key, double value, double least, double most) {
  if (value >= least && value <= most) return std::nullopt;
  return ValueFault{key, fmt::format("must lie between {} and {}, but is {}", least, most, value)};
}

bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

bool is_web_address(std::string_view text) {
  const auto url = parse_url(text);
  return url && (url->scheme == "http" || url->scheme == "https") && !url->host.empty();
}

// Of a host, with nothing behind it: the pages' links begin at its root. http only on this machine, for cookies and
// links that sign in go over it.
bool is_site(std::string_view text) {
  const auto url = parse_url(text);
  if (!url || url->host.empty() || !url->user_info.empty() || url->query || url->fragment) return false;
  const bool here = url->host == "localhost" || url->host.starts_with("127.") || url->host == "[::1]";
  return (url->path.empty() || url->path == "/") && (url->scheme == "https" || (url->scheme == "http" && here));
}

std::optional<ValueFault> when(bool bad, std::string_view key, std::string problem) {
  if (!bad) return std::nullopt;
  return ValueFault{key, std::move(problem)};
}

std::optional<ValueFault> between(std::string_view key, std::int64_t value, std::int64_t least, std::int64_t most) {
  return between(key, static_cast<double>(value), static_cast<double>(least), static_cast<double>(most));
}

bool is_mailbox(const std::string& text) { return delivery::bare_address(text).has_value(); }

using Fault = std::optional<ValueFault>;

Fault first_of(std::initializer_list<Fault> faults) {
  const auto* found = std::ranges::find_if(faults, [](const Fault& fault) { return fault.has_value(); });
  return found == faults.end() ? std::nullopt : *found;
}

Fault reader_fault(const Settings& settings) {
  const auto& s = settings.reader;
  return first_of({
      when(!s.email.empty() && !is_mailbox(s.email), "reader.email",
           fmt::format("must be a mail address, but is \"{}\"", s.email)),
      when(!hour_of(s.hour), "reader.hour", fmt::format("must be HH:MM, but is \"{}\"", s.hour)),
      when(!s.zone.empty() && !tz::known_zone(s.zone), "reader.zone",
           fmt::format("must be an IANA zone as Europe/Berlin, but is \"{}\"", s.zone)),
  });
}

Fault feeds_fault(const Settings& settings) {
  const auto& s = settings.feeds;
  return first_of({
      between("feeds.newest", s.newest, 0, 10000),
      between("feeds.timeout_s", s.timeout_s, 1, 3600),
      between("feeds.max_mb", s.max_mb, 1, 1024),
      between("feeds.pace_ms", s.pace_ms, 0, 600000),
      between("feeds.private_pace_ms", s.private_pace_ms, 0, 600000),
      when(!parse_web_address(s.apple_url), "feeds.apple_url",
           fmt::format("must be a web address, but is \"{}\"", s.apple_url)),
      between("transcripts.max_mb", settings.transcripts.max_mb, 1, 1024),
  });
}

Fault transcriber_fault(const TranscriberSettings& s) {
  return first_of({
      one_of("transcriber.engine", s.engine, {"none", "command", "http"}),
      when(s.engine == "http" && s.model.empty(), "transcriber.engine",
           "is \"http\", so transcriber.model must name the model that the server shall use"),
      when(!s.base_url.starts_with("http://") && !s.base_url.starts_with("https://"), "transcriber.base_url",
           fmt::format("must begin with http:// or https://, but is \"{}\"", s.base_url)),
      when(!s.command.empty() && s.command.front().empty(), "transcriber.command", "must begin with a program"),
      between("transcriber.grace_hours", s.grace_hours, 0, 8760),
      between("transcriber.piece_minutes", s.piece_minutes, 1, 60),
      between("transcriber.timeout_minutes", s.timeout_minutes, 1, 1440),
      between("transcriber.max_mb", s.max_mb, 1, 10240),
  });
}

Fault llm_fault(const LlmSettings& s, bool used) {
  return first_of({
      when(used && s.model.empty(), "distill.engine",
           "is \"llm\", so llm.model must name the model that the server shall use"),
      when(!is_web_address(s.base_url), "llm.base_url",
           fmt::format("must be an address as http://127.0.0.1:8080/v1, but is \"{}\"", s.base_url)),
      when(used && !s.key_file.empty() && !is_file(s.key_file), "llm.key_file",
           fmt::format("names {}, which is no file that is there", s.key_file)),
      between("llm.context_tokens", s.context_tokens, 2048, 10'000'000),
      between("llm.timeout_s", s.timeout_s, 1, 3600),
      between("llm.prompt_price", s.prompt_price, 0, 1e6),
      between("llm.answer_price", s.answer_price, 0, 1e6),
      between("llm.daily_cap", s.daily_cap, 0, 1e9),
      when(s.daily_cap > 0 && s.prompt_price + s.answer_price <= 0, "llm.daily_cap",
           "counts nothing without llm.prompt_price and llm.answer_price; where tokens cost nothing, llm.daily_tokens "
           "caps them"),
      between("llm.daily_tokens", s.daily_tokens, 0, 1'000'000'000'000),
  });
}

Fault insight_fault(const Settings& s) {
  return first_of({
      one_of("distill.engine", s.distill.engine, {"builtin", "llm"}),
      llm_fault(s.llm, s.distill.engine == "llm"),
      between("distill.threads", s.distill.threads, 0, 256),
      between("distill.keep", s.distill.keep, 1, 50),
      between("distill.again_hours", s.distill.again_hours, 0, 1440),
      between("brief.size", s.brief.size, 1, 5),
      between("brief.days", s.brief.days, 1, 366),
      between("brief.floor", s.brief.floor, 0, 5),
  });
}

// The address may hold a password, so it is not repeated.
Fault mail_fault(const MailSettings& s) {
  return first_of({
      s.channel.empty() ? std::nullopt : one_of("mail.channel", s.channel, {"outbox", "smtp"}),
      when(!is_mailbox(s.from), "mail.from",
           fmt::format("must be a mail address as Pith <pith@example.org>, but is \"{}\"", s.from)),
      when(s.channel == "smtp" && s.smtp_url.empty(), "mail.smtp_url",
           "must name the mail server, since mail.channel is \"smtp\""),
      when(!s.smtp_url.empty() && !smtp::smtp_options_of(s.smtp_url), "mail.smtp_url",
           "must be the mail server's address as smtp://mail.example:587 or smtps://mail.example:465"),
  });
}

std::string site_problem(const std::string& site) {
  if (site.starts_with("http:"))
    return fmt::format("must begin with https://, for readers sign in there, but is \"{}\"", site);
  return fmt::format("must be an https address without a path, as https://pith.example, but is \"{}\"", site);
}

Fault web_fault(const Settings& settings) {
  const auto& s = settings.web;
  const auto& api = settings.api;
  return first_of({
      when(!listen_address_of(s.listen), "web.listen",
           fmt::format("must be IP-ADDRESS:PORT, as 127.0.0.1:8700, but is \"{}\"", s.listen)),
      when(!s.url.empty() && !s.url.starts_with("http://") && !s.url.starts_with("https://"), "web.url",
           fmt::format("must begin with http:// or https://, but is \"{}\"", s.url)),
      when(!s.open_to.empty() && !is_site(s.open_to), "web.public", site_problem(s.open_to)),
      when(!std::ranges::all_of(s.proxies, web::is_network), "web.proxies",
           "must be IP addresses or networks as 10.0.0.0/8"),
      between("api.address_limit", api.address_limit, 0, 1'000'000),
      between("api.key_limit", api.key_limit, 0, 1'000'000),
      between("api.window_s", api.window_s, 1, 86400),
  });
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != 0 ? name.data() : "localhost";
}

}  // namespace

std::optional<ValueFault> first_fault(const Settings& s) {
  return first_of({reader_fault(s), feeds_fault(s), transcriber_fault(s.transcriber), insight_fault(s),
                   mail_fault(s.mail), web_fault(s),
                   one_of("log.level", s.log.level, {"debug", "info", "warning", "error", "off"})});
}

std::optional<std::chrono::minutes> hour_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 3) return std::nullopt;
  const auto hour = parse_number<int>(text.substr(0, colon));
  const auto minute = parse_number<int>(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return std::chrono::minutes{*hour * 60 + *minute};
}

std::optional<ListenAddress> listen_address_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = parse_number<int>(text.substr(colon + 1));
  if (!port || *port < 0 || *port > 65535) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  if (host.contains('/') || !web::is_network(host)) return std::nullopt;
  return ListenAddress{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::string zone_of(const Settings& settings) {
  return settings.reader.zone.empty() ? tz::current_zone() : settings.reader.zone;
}

std::string site_url_of(const Settings& settings) {
  const auto& web = settings.web;
  auto url = web.open_to.empty() ? web.url : web.open_to;
  if (url.empty()) {
    const auto at = listen_address_of(web.listen);
    const bool everywhere = at && (at->host == "0.0.0.0" || at->host == "::");
    url = everywhere ? fmt::format("http://{}:{}", host_name(), at->port) : fmt::format("http://{}", web.listen);
  }
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string url_of(std::string_view host, int port) {
  return host.contains(':') ? fmt::format("http://[{}]:{}/", host, port) : fmt::format("http://{}:{}/", host, port);
}

bool is_at_home(const Settings& settings) {
  const auto address = listen_address_of(settings.web.listen);
  const auto loopback = [](std::string_view host) {
    return host.starts_with("127.") || host == "::1" || host == "localhost";
  };
  return settings.web.open_to.empty() && settings.web.url.empty() && address && loopback(address->host);
}

}  // namespace pith::app
