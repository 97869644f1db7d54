// Recognisers' answers for pieces of an episode's audio, until its transcript is stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

struct HeardAnswer {
  std::string key;  // of the recogniser's version and the piece's sound
  std::string episode_id;
  std::string answer;
};

void put_heard(Tx& tx, const HeardAnswer& heard);  // one that is there already stays as it is
void drop_heard(Tx& tx, std::string_view episode_id);
Result<std::optional<std::string>> heard_by_key(const Session& session, std::string_view key);

}  // namespace pith::store
