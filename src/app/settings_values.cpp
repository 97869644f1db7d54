#include "app/settings_values.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <initializer_list>

#include <fmt/format.h>

#include "base/url.h"
#include "lib/tz/zone.h"
#include "web/client_address.h"

namespace pith::app {

namespace {

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end) return std::nullopt;
  return value;
}

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

std::optional<ValueFault> first_of(std::initializer_list<std::optional<ValueFault>> faults) {
  const auto* found = std::ranges::find_if(faults, [](const auto& fault) { return fault.has_value(); });
  return found == faults.end() ? std::nullopt : *found;
}

std::optional<ValueFault> intake_fault(const Settings& s) {
  return first_of({
      when(!hour_of(s.reader.hour), "reader.hour", fmt::format("must be HH:MM, but is \"{}\"", s.reader.hour)),
      when(!s.reader.zone.empty() && !tz::known_zone(s.reader.zone), "reader.zone",
           fmt::format("must be an IANA zone as Europe/Berlin, but is \"{}\"", s.reader.zone)),
      between("feeds.newest", static_cast<double>(s.feeds.newest), 0, 10000),
      between("feeds.timeout_s", static_cast<double>(s.feeds.timeout_s), 1, 3600),
      between("feeds.max_mb", static_cast<double>(s.feeds.max_mb), 1, 1024),
      between("feeds.pace_ms", static_cast<double>(s.feeds.pace_ms), 0, 600000),
      between("feeds.private_pace_ms", static_cast<double>(s.feeds.private_pace_ms), 0, 600000),
      when(!parse_web_address(s.feeds.apple_url), "feeds.apple_url",
           fmt::format("must be a web address, but is \"{}\"", s.feeds.apple_url)),
      between("transcripts.max_mb", static_cast<double>(s.transcripts.max_mb), 1, 1024),
  });
}

std::optional<ValueFault> transcriber_fault(const Settings& s) {
  return first_of({
      one_of("transcriber.engine", s.transcriber.engine, {"none", "command", "http"}),
      when(s.transcriber.engine == "http" && s.transcriber.model.empty(), "transcriber.engine",
           "is \"http\", so transcriber.model must name the model that the server shall use"),
      when(!s.transcriber.base_url.starts_with("http://") && !s.transcriber.base_url.starts_with("https://"),
           "transcriber.base_url",
           fmt::format("must begin with http:// or https://, but is \"{}\"", s.transcriber.base_url)),
      when(!s.transcriber.command.empty() && s.transcriber.command.front().empty(), "transcriber.command",
           "must begin with a program"),
      between("transcriber.grace_hours", static_cast<double>(s.transcriber.grace_hours), 0, 8760),
      between("transcriber.piece_minutes", static_cast<double>(s.transcriber.piece_minutes), 1, 60),
      between("transcriber.timeout_minutes", static_cast<double>(s.transcriber.timeout_minutes), 1, 1440),
      between("transcriber.max_mb", static_cast<double>(s.transcriber.max_mb), 1, 10240),
  });
}

std::optional<ValueFault> distiller_fault(const Settings& s) {
  return first_of({
      one_of("distill.engine", s.distill.engine, {"builtin", "llm"}),
      when(s.distill.engine == "llm" && s.llm.model.empty(), "distill.engine",
           "is \"llm\", so llm.model must name the model that the server shall use"),
      when(!is_web_address(s.llm.base_url), "llm.base_url",
           fmt::format("must be an address as http://127.0.0.1:8080/v1, but is \"{}\"", s.llm.base_url)),
      when(s.distill.engine == "llm" && !s.llm.key_file.empty() && !is_file(s.llm.key_file), "llm.key_file",
           fmt::format("names {}, which is no file that is there", s.llm.key_file)),
      between("llm.context_tokens", static_cast<double>(s.llm.context_tokens), 2048, 10'000'000),
      between("llm.timeout_s", static_cast<double>(s.llm.timeout_s), 1, 3600),
      between("llm.prompt_price", s.llm.prompt_price, 0, 1e6),
      between("llm.answer_price", s.llm.answer_price, 0, 1e6),
      between("llm.daily_cap", s.llm.daily_cap, 0, 1e9),
      when(s.llm.daily_cap > 0 && s.llm.prompt_price + s.llm.answer_price <= 0, "llm.daily_cap",
           "counts nothing without llm.prompt_price and llm.answer_price; where tokens cost nothing, llm.daily_tokens "
           "caps them"),
      between("llm.daily_tokens", static_cast<double>(s.llm.daily_tokens), 0, 1e12),
      between("distill.threads", static_cast<double>(s.distill.threads), 0, 256),
      between("distill.keep", static_cast<double>(s.distill.keep), 1, 50),
      between("distill.again_hours", static_cast<double>(s.distill.again_hours), 0, 24 * 60),
  });
}

std::optional<ValueFault> delivery_fault(const Settings& s) {
  return first_of({
      between("brief.size", static_cast<double>(s.brief.size), 1, 5),
      between("brief.days", static_cast<double>(s.brief.days), 1, 366),
      between("brief.floor", s.brief.floor, 0, 5),
      one_of("mail.channel", s.mail.channel, {"outbox", "smtp"}),
      when(s.mail.channel == "smtp" && s.mail.smtp_url.empty(), "mail.smtp_url",
           "must name the mail server, since mail.channel is \"smtp\""),
  });
}

std::optional<ValueFault> web_fault(const Settings& s) {
  return first_of({
      when(!listen_address_of(s.web.listen), "web.listen",
           fmt::format("must be ADDRESS:PORT, but is \"{}\"", s.web.listen)),
      when(!s.web.url.empty() && !s.web.url.starts_with("http://") && !s.web.url.starts_with("https://"), "web.url",
           fmt::format("must begin with http:// or https://, but is \"{}\"", s.web.url)),
      when(!s.web.open_to.empty() && !is_site(s.web.open_to), "web.public",
           s.web.open_to.starts_with("http:")
               ? fmt::format("must begin with https://, for readers sign in there, but is \"{}\"", s.web.open_to)
               : fmt::format("must be an https address without a path, as https://pith.example, but is \"{}\"",
                             s.web.open_to)),
      when(!std::ranges::all_of(s.web.proxies, web::is_network), "web.proxies",
           "must be IP addresses or networks as 10.0.0.0/8"),
      between("api.address_limit", static_cast<double>(s.api.address_limit), 0, 1e6),
      between("api.key_limit", static_cast<double>(s.api.key_limit), 0, 1e6),
      between("api.window_s", static_cast<double>(s.api.window_s), 1, 86400),
      one_of("log.level", s.log.level, {"debug", "info", "warning", "error", "off"}),
  });
}

}  // namespace

std::optional<ValueFault> first_fault(const Settings& s) {
  return first_of({intake_fault(s), transcriber_fault(s), distiller_fault(s), delivery_fault(s), web_fault(s)});
}

std::optional<std::chrono::minutes> hour_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 3) return std::nullopt;
  const auto hour = number_of(text.substr(0, colon));
  const auto minute = number_of(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return std::chrono::minutes{*hour * 60 + *minute};
}

std::optional<ListenAddress> listen_address_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = number_of(text.substr(colon + 1));
  if (!port || *port < 0 || *port > 65535) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return std::nullopt;
  return ListenAddress{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::string zone_of(const Settings& settings) {
  return settings.reader.zone.empty() ? tz::current_zone() : settings.reader.zone;
}

std::string site_url_of(const Settings& settings) {
  const auto& web = settings.web;
  auto url = !web.open_to.empty() ? web.open_to : web.url.empty() ? fmt::format("http://{}", web.listen) : web.url;
  while (url.ends_with('/')) url.pop_back();
  return url;
}

bool is_at_home(const Settings& settings) {
  const auto address = listen_address_of(settings.web.listen);
  const auto loopback = [](std::string_view host) {
    return host.starts_with("127.") || host == "::1" || host == "localhost";
  };
  return settings.web.open_to.empty() && settings.web.url.empty() && address && loopback(address->host);
}

}  // namespace pith::app
