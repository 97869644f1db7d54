// What a program shows to be let in as a reader: a key for the API, or the address of the reader's own feed. It is good
// until it is removed. The store has its hash alone.
//
// A key is "pith_", the id without its prefix, and 120 random bits: it is seen at once what it is, by people and by
// programs that look for secrets in what is published. The token of a feed's address is signed, so that the page of
// settings can say it again: it follows from the row and the home's key file, and from neither alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "base/time.h"
#include "base/tokens.h"

namespace pith {

inline constexpr std::size_t longest_key_name = 60;  // bytes

struct AccessKey {
  std::string id;       // "ak_...": names it, opens nothing
  std::string purpose;  // grants::api_key or grants::own_feed: good for that alone
  std::string reader_id;
  std::string name;  // what its reader calls it
  std::string hash;  // Signer::hash_of(the key's text)
  Time made{};
  std::optional<CivilDay> last_used;  // in UTC
  bool operator==(const AccessKey&) const = default;
};

struct MadeKey {
  AccessKey key;
  std::string text;  // to be shown once
};
MadeKey make_api_key(std::string_view reader_id, std::string_view name, Time now);

// The id in a key's text; empty where that is no key.
std::string id_in_key(std::string_view text);
// What of a key may be shown: "pith_k3j2..._…".
std::string key_hint(const AccessKey& key);
// Whether this is the key's text. Takes as long for a wrong one as for the right one.
bool opens(const AccessKey& key, std::string_view text);

AccessKey make_own_feed(const Signer& signer, std::string_view reader_id, Time now);
std::string own_feed_token(const Signer& signer, const AccessKey& feed);
// The id of the feed, where the token was signed here.
std::optional<std::string> id_in_feed_token(const Signer& signer, std::string_view token, Time now);

}  // namespace pith
