#include "domain/access_key.h"

#include <algorithm>

#include "base/ids.h"
#include "domain/grants.h"

namespace pith {

namespace {

constexpr std::string_view key_prefix = "pith_";
constexpr std::string_view id_prefix = "ak_";
constexpr std::size_t id_letters = 12;  // behind its prefix

std::string fresh_id() { return make_id("ak", {random_name()}); }

bool is_id_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }

}  // namespace

MadeKey make_api_key(std::string_view reader_id, std::string_view name, Time now) {
  MadeKey made{{fresh_id(), std::string(grants::api_key), std::string(reader_id), std::string(name), {}, now, {}}, {}};
  made.text.append(key_prefix).append(made.key.id.substr(id_prefix.size())).append("_").append(random_name());
  made.key.hash = Signer::hash_of(made.text);
  return made;
}

std::string id_in_key(std::string_view text) {
  if (!text.starts_with(key_prefix)) return {};
  text.remove_prefix(key_prefix.size());
  if (text.size() < id_letters + 2 || text[id_letters] != '_') return {};
  const auto letters = text.substr(0, id_letters);
  if (!std::ranges::all_of(letters, is_id_letter)) return {};
  return std::string(id_prefix).append(letters);
}

std::string key_hint(const AccessKey& key) {
  return std::string(key_prefix).append(key.id.substr(id_prefix.size())).append("_…");
}

bool opens(const AccessKey& key, std::string_view text) { return Signer::is_hash_of(key.hash, text); }

AccessKey make_own_feed(const Signer& signer, std::string_view reader_id, Time now) {
  AccessKey feed{fresh_id(), std::string(grants::own_feed), std::string(reader_id), {}, {}, now, {}};
  feed.hash = Signer::hash_of(own_feed_token(signer, feed));
  return feed;
}

std::string own_feed_token(const Signer& signer, const AccessKey& feed) {
  return signer.sign(grants::own_feed, feed.id, feed.made + grants::own_feed_time);
}

std::optional<std::string> id_in_feed_token(const Signer& signer, std::string_view token, Time now) {
  return signer.check(grants::own_feed, token, now);
}

}  // namespace pith
