#include "base/secrets.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/query_keys.h"
#include "base/url.h"

namespace pith {

namespace {

// Query keys whose value opens somebody's private feed, as plain_key() gives them.
constexpr std::array<std::string_view, 30> secret_keys = {
    "accesskey", "accesstoken", "apikey",    "auth",    "authkey",         "authtoken", "feedkey",   "feedtoken",
    "hmac",      "jsessionid",  "jwt",       "key",     "membertoken",     "pass",      "password",  "phpsessid",
    "pwd",       "rsstoken",    "secret",    "session", "sessionid",       "sig",       "signature", "subscriberkey",
    "tk",        "token",       "usertoken", "userkey", "subscribertoken", "privatekey"};
constexpr std::array<std::string_view, 2> signing_keys = {"xamz*", "xgoog*"};

// Keys that public feeds have too: what they hold is a secret where it looks like a token.
constexpr std::array<std::string_view, 10> open_keys = {"hash",         "member", "memberid", "subscriber", "t",
                                                        "subscriberid", "uid",    "user",     "userid",     "uuid"};

// Keys of an address that is made for whoever asks, and ends by itself.
constexpr std::array<std::string_view, 5> expiry_keys = {"expires", "expiry", "exp", "xamzexpires", "xgoogexpires"};

// Hosts that give every subscriber an address of their own, with the secret in the path, and how short it may be.
struct PrivateHost {
  std::string_view name;
  std::size_t shortest = 20;
};
constexpr std::array<PrivateHost, 10> private_hosts = {{{"supportingcast.fm"},
                                                        {"supercast.com"},
                                                        {"memberfulcontent.com"},
                                                        {"memberful.com"},
                                                        {"patreon.com"},
                                                        {"podia.com"},
                                                        {"glow.fm"},
                                                        {"access.acast.com"},
                                                        {"subscribers.transistor.fm", 10},
                                                        {"rss.helloaudio.fm", 10}}};

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

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool same_name(std::string_view known, std::string_view name) {
  return std::ranges::equal(known, name, [](char a, char b) { return a == lower(b); });
}

// How short a secret may be in a path of this host; none where it is not known to give any.
std::optional<std::size_t> shortest_in_path(std::string_view host) {
  const auto is_of = [&](const PrivateHost& known) {
    if (host.size() < known.name.size()) return false;
    const auto begin = host.size() - known.name.size();
    return (begin == 0 || host[begin - 1] == '.') && same_name(known.name, host.substr(begin));
  };
  const auto* found = std::ranges::find_if(private_hosts, is_of);
  return found == private_hosts.end() ? std::nullopt : std::optional{found->shortest};
}

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

// "Auth-Token" and "auth_token%5B%5D" are one key: "authtoken".
std::string plain_key(std::string_view written) {
  auto key = percent_decoded(written);
  key.resize(std::min(key.find('['), key.size()));
  std::erase_if(key, [](char c) { return c == '-' || c == '_'; });
  std::ranges::transform(key, key.begin(), lower);
  return key;
}

// "9f86d081.rss" without its ".rss".
std::string_view without_extension(std::string_view segment) {
  constexpr std::size_t longest = 5;
  const auto dot = segment.rfind('.');
  return dot == segment.npos || segment.size() - dot - 1 > longest ? segment : segment.substr(0, dot);
}

// How often letters and digits, capitals and small letters, take turns.
std::size_t turns_in(std::string_view text) {
  std::size_t turns = 0;
  char last = 0;
  for (const char c : text) {
    if (!is_word(c)) continue;
    const char kind = is_digit(c) ? '0' : c == lower(c) ? 'a' : 'A';
    turns += last != 0 && kind != last ? 1U : 0U;
    last = kind;
  }
  return turns;
}

// Whether nobody would write this by hand: a UUID, many hexadecimal digits, or letters and digits all mixed. A name, a
// number, a date and time are none.
bool is_opaque(std::string_view text) {
  constexpr std::size_t shortest_token = 16, most_ordered = 4;
  const auto in_token = [](char c) { return is_word(c) || c == '-' || c == '_'; };
  if (text.size() < shortest_token || !std::ranges::all_of(text, in_token)) return false;
  if (!has_digit(text) || std::ranges::none_of(text, is_letter)) return false;
  const bool is_hex = std::ranges::all_of(text, [](char c) { return hex_digit(c) >= 0 || c == '-'; });
  return is_hex || turns_in(text) > most_ordered;
}

// Which parts of an address count.
enum class Care {
  named,  // those whose key or host says that they are secret
  all,    // also those that look like one where a secret may stand
};

// The parts of an address that hold secrets, in order. Not by parse_url: its message shows the redacted text, and half
// a URL may hold a secret too.
class Finder {
 public:
  explicit Finder(std::string_view url, Care care = Care::all) : url_(url), care_(care) {
    const auto authority = url.find("//");
    const auto from = authority == url.npos ? 0 : authority + 2;
    path_ = std::min(url.find_first_of("/?#", from), url.size());
    const auto at = url.substr(0, path_).rfind('@');
    host_ = authority != url.npos && at != url.npos && at >= from ? at + 1 : from;
    if (host_ > from) user_info_ = {from, host_ - from - 1};
    fragment_ = std::min(url.find('#', path_), url.size());
    query_ = std::min(url.find('?', path_), fragment_);
  }

  Span user_info() const { return user_info_; }

  std::vector<Span> all() const {
    std::vector<Span> found;
    if (user_info_.length > 0) found.push_back(user_info_);
    add_path(found);
    if (query_ < fragment_) add_pairs(found, query_ + 1, fragment_);
    if (fragment_ < url_.size()) add_pairs(found, fragment_ + 1, url_.size());
    std::erase_if(found, [&](const Span& span) { return text(span) == hidden; });
    return found;
  }

  bool has_key(const auto& keys) const {
    bool found = false;
    if (query_ < fragment_)
      each_pair(query_ + 1, fragment_, [&](Span key, Span) { found = found || is_among(keys, plain_key(text(key))); });
    return found;
  }

 private:
  std::string_view text(Span span) const { return url_.substr(span.at, span.length); }

  // Segments, and the parameters that may follow one: /feed;jsessionid=7.
  void add_path(std::vector<Span>& found) const {
    const auto host = url_.substr(host_, path_ - host_);
    const auto shortest_here = shortest_in_path(host.substr(0, host.rfind(':')));
    bool in_private = false;
    for (auto at = path_; at < query_;) {
      const auto next = std::min(url_.find_first_of("/;", at + 1), query_);
      const Span part{at + 1, next - at - 1};
      if (url_[at] == ';')
        add_pairs(found, part.at, next);
      else if (is_secret_segment(text(part), shortest_here, in_private))
        found.push_back(part);
      in_private = in_private || same_name("private", text(part));
      at = next;
    }
  }

  bool is_secret_segment(std::string_view segment, std::optional<std::size_t> shortest_here, bool in_private) const {
    if (shortest_here && segment.size() >= *shortest_here && has_digit(segment)) return true;
    return care_ == Care::all && in_private && is_opaque(without_extension(segment));
  }

  void add_pairs(std::vector<Span>& found, std::size_t at, std::size_t end) const {
    each_pair(at, end, [&](Span key, Span value) {
      if (value.length > 0 && is_secret_pair(plain_key(text(key)), text(value))) found.push_back(value);
    });
  }

  bool is_secret_pair(std::string_view key, std::string_view value) const {
    if (is_among(secret_keys, key) || is_among(signing_keys, key)) return true;
    return care_ == Care::all && is_among(open_keys, key) && is_opaque(percent_decoded(value));
  }

  void each_pair(std::size_t at, std::size_t end, const auto& take) const {
    while (at < end) {
      const auto next = end_of_pair(at, end);
      const auto equals = url_.substr(at, next - at).find('=');
      if (equals != url_.npos) take(Span{at, equals}, Span{at + equals + 1, next - at - equals - 1});
      at = next + 1;
    }
  }

  // A ';' parts pairs where another pair follows it; else it is of the value.
  std::size_t end_of_pair(std::size_t at, std::size_t end) const {
    while (true) {
      const auto next = std::min(url_.find_first_of("&;", at), end);
      if (next == end || url_[next] == '&') return next;
      const auto after = url_.substr(next + 1, std::min(url_.find_first_of("&;", next + 1), end) - next - 1);
      if (after.find('=') != after.npos) return next;
      at = next + 1;
    }
  }

  std::string_view url_;
  Care care_;
  std::size_t host_ = 0;
  std::size_t path_ = 0;
  std::size_t query_ = 0;     // its '?', else the fragment's place
  std::size_t fragment_ = 0;  // its '#', else the end
  Span user_info_;
};

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

std::string redacted(std::string_view url, Care care) {
  std::string out;
  std::size_t done = 0;
  for (const auto& span : Finder(url, care).all()) {
    out.append(url.substr(done, span.at - done)).append(hidden);
    done = span.at + span.length;
  }
  return out.append(url.substr(done));
}

}  // namespace

std::string redact_url(std::string_view url) { return redacted(url, Care::all); }

std::string redact_identity(std::string_view guid) { return redacted(guid, Care::named); }

bool has_secret(std::string_view url) { return !Finder(url).all().empty(); }

bool ends_by_itself(std::string_view url) { return Finder(url).has_key(expiry_keys); }

void Secrets::add(std::string_view url) {
  const Finder finder(url);
  for (const auto& span : finder.all()) {
    const auto value = url.substr(span.at, span.length);
    const bool is_user_info = span.length > 0 && span.at == finder.user_info().at;
    for (const auto part : is_user_info ? parts_of_user_info(value) : std::vector{value}) add_value(part);
    if (const auto token = without_extension(value); is_opaque(token)) add_value(token);
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
