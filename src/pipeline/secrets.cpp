#include "pipeline/secrets.h"

#include "domain/privacy.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"

namespace pith::pipeline {

namespace {

std::optional<Episode> episode_of(const store::Session& session, const store::WorkKey& key) {
  if (!key.subject.starts_with("ep_")) return std::nullopt;
  auto episode = store::episode_by_id(session, key.subject);
  return episode ? std::move(*episode) : std::nullopt;
}

}  // namespace

Secrets secrets_of(const store::Session& session, const store::WorkKey& key) {
  Secrets secrets;
  if (key.step == "follow") {
    secrets.add(key.subject);
    return secrets;
  }
  const auto episode = episode_of(session, key);
  const auto feed = store::feed_by_id(session, episode ? episode->feed_id : key.subject);
  return feed && *feed ? pith::secrets_of(**feed) : secrets;
}

void strike_secrets(const store::Session& session, const store::WorkKey& key, Error& error) {
  secrets_of(session, key).strike(error);
  const auto episode = episode_of(session, key);
  const auto show = episode ? store::show_by_id(session, episode->show_id) : std::nullopt;
  if (!show || !*show || !(*show)->is_private) return;
  strike_paths(error.message);
  strike_paths(error.detail);
}

}  // namespace pith::pipeline
