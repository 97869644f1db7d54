#include "pipeline/secrets.h"

#include "domain/privacy.h"
#include "store/episodes.h"
#include "store/feeds.h"

namespace pith::pipeline {

Secrets secrets_of(const store::Session& session, const store::WorkKey& key) {
  Secrets secrets;
  if (key.step == "follow") {
    secrets.add(key.subject);
    return secrets;
  }
  const auto episode = key.subject.starts_with("ep_") ? store::episode_by_id(session, key.subject) : std::nullopt;
  const auto feed = store::feed_by_id(session, episode && *episode ? (*episode)->feed_id : key.subject);
  return feed && *feed ? pith::secrets_of(**feed) : secrets;
}

}  // namespace pith::pipeline
