#include "base/secrets.h"

#include <algorithm>
#include <array>

#include "base/query_keys.h"
#include "base/url.h"

namespace pith {

namespace {

// Query keys whose value opens somebody's private feed. Lower case.
constexpr std::array<std::string_view, 30> secret_keys = {
    "access_key", "access_token", "accesstoken", "api_key",    "apikey",      "auth",          "auth_token", "authkey",
    "hmac",       "jwt",          "key",         "pass",       "password",    "pwd",           "sig",        "secret",
    "signature",  "session",      "sessionid",   "tk",         "token",       "x-amz-*",       "user_key",   "userkey",
    "user_token", "feed_key",     "feedkey",     "feed_token", "private_key", "subscriber_key"};

// Hosts that give every subscriber an address of their own, with the secret in the path.
constexpr std::array<std::string_view, 8> private_hosts = {
    "supportingcast.fm", "supercast.com", "memberfulcontent.com", "memberful.com", "patreon.com",
    "podia.com",         "glow.fm",       "access.acast.com"};

constexpr std::string_view hidden = "***";
constexpr std::size_t shortest = 3;      // shorter ones stand in every text
constexpr std::size_t unmistakable = 6;  // shorter ones count as whole words only

struct Span {
  std::size_t at = 0;
  std::size_t length = 0;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }
bool is_word(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }

bool is_private_host(std::string_view host) {
  return std::ranges::any_of(private_hosts, [&](std::string_view known) {
    if (host.size() < known.size()) return false;
    const auto end = host.substr(host.size() - known.size());
    const bool whole = host.size() == known.size() || host[host.size() - known.size() - 1] == '.';
    return whole && std::ranges::equal(known, end, [](char a, char b) { return a == lower(b); });
  });
}

bool looks_secret(std::string_view segment) { return segment.size() >= 20 && has_digit(segment); }

// The parts of an address that hold secrets, in order. Not by parse_url: its message shows the redacted text, and half
// a URL may hold a secret too.
class Finder {
 public:
  explicit Finder(std::string_view url) : url_(url) {
    const auto authority = url.find("//");
    const auto from = authority == url.npos ? 0 : authority + 2;
    path_ = std::min(url.find_first_of("/?#", from), url.size());
    const auto at = url.substr(0, path_).rfind('@');
    host_ = authority != url.npos && at != url.npos && at >= from ? at + 1 : from;
    if (host_ > from) user_info_ = {from, host_ - from - 1};
  }

  Span user_info() const { return user_info_; }

  std::vector<Span> all() const {
    std::vector<Span> found;
    if (user_info_.length > 0) found.push_back(user_info_);
    const auto query = std::min(url_.find('?', path_), url_.size());
    const auto fragment = std::min(url_.find('#', path_), url_.size());
    if (is_private_host(url_.substr(host_, path_ - host_))) add_segments(found, std::min(query, fragment));
    if (query < fragment) add_values(found, query + 1, fragment);
    std::erase_if(found, [&](const Span& span) { return url_.substr(span.at, span.length) == hidden; });
    return found;
  }

 private:
  void add_segments(std::vector<Span>& found, std::size_t end) const {
    for (auto at = path_; at < end;) {
      const auto next = std::min(url_.find('/', at), end);
      if (looks_secret(url_.substr(at, next - at))) found.push_back({at, next - at});
      at = next + 1;
    }
  }

  void add_values(std::vector<Span>& found, std::size_t at, std::size_t end) const {
    while (at < end) {
      const auto next = std::min(url_.find('&', at), end);
      const auto equals = url_.substr(at, next - at).find('=');
      const bool secret = equals != url_.npos && is_among(secret_keys, url_.substr(at, equals));
      if (secret && at + equals + 1 < next) found.push_back({at + equals + 1, next - at - equals - 1});
      at = next + 1;
    }
  }

  std::string_view url_;
  std::size_t host_ = 0;
  std::size_t path_ = 0;
  Span user_info_;
};

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const bool encoded =
        text[n] == '%' && n + 2 < text.size() && hex_digit(text[n + 1]) >= 0 && hex_digit(text[n + 2]) >= 0;
    out += encoded ? static_cast<char>(hex_digit(text[n + 1]) * 16 + hex_digit(text[n + 2])) : text[n];
    if (encoded) n += 2;
  }
  return out;
}

// A name beside a password is a secret only where it looks like one: some give the token as the name.
std::vector<std::string_view> parts_of_user_info(std::string_view info) {
  const auto colon = info.find(':');
  if (colon == info.npos) return {info};
  const auto name = info.substr(0, colon), password = info.substr(colon + 1);
  if (password.empty() || (name.size() >= unmistakable && has_digit(name))) return {name, password};
  return {password};
}

// Where `value` stands as a secret in `text`, from `from` on.
std::size_t next_place(std::string_view text, std::string_view value, std::size_t from) {
  auto at = text.find(value, from);
  if (value.size() >= unmistakable) return at;
  for (; at != text.npos; at = text.find(value, at + 1)) {
    const auto end = at + value.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return at;
  }
  return at;
}

}  // namespace

std::string redact_url(std::string_view url) {
  std::string out;
  std::size_t done = 0;
  for (const auto& span : Finder(url).all()) {
    out.append(url.substr(done, span.at - done)).append(hidden);
    done = span.at + span.length;
  }
  return out.append(url.substr(done));
}

bool has_secret(std::string_view url) { return !Finder(url).all().empty(); }

void Secrets::add(std::string_view url) {
  const Finder finder(url);
  for (const auto& span : finder.all()) {
    const auto value = url.substr(span.at, span.length);
    const bool is_user_info = span.length > 0 && span.at == finder.user_info().at;
    for (const auto part : is_user_info ? parts_of_user_info(value) : std::vector{value}) add_value(part);
  }
  std::ranges::stable_sort(values_, std::ranges::greater{}, [](const auto& value) { return value.size(); });
}

void Secrets::add_value(std::string_view value) {
  for (auto form : {std::string(value), percent_decoded(value)})
    if (form.size() >= shortest && std::ranges::find(values_, form) == values_.end())
      values_.push_back(std::move(form));
}

bool Secrets::stand_in(std::string_view text) const {
  return std::ranges::any_of(values_, [&](const auto& value) { return next_place(text, value, 0) != text.npos; });
}

void Secrets::strike(std::string& text) const {
  for (const auto& value : values_)
    for (auto at = next_place(text, value, 0); at != text.npos; at = next_place(text, value, at + hidden.size()))
      text.replace(at, value.size(), hidden);
}

void Secrets::strike(Error& error) const {
  strike(error.message);
  strike(error.detail);
}

}  // namespace pith
