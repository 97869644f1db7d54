#include "web/reading.h"

#include "domain/privacy.h"
#include "store/episodes.h"
#include "store/shows.h"

namespace pith::web {

const Show* Reading::show(std::string_view id) {
  auto found = shows_.find(id);
  if (found == shows_.end()) {
    found = shows_.emplace(id, take(store::show_by_id(session_, id))).first;
    if (found->second) keep_web_links(*found->second);
    if (found->second && found->second->is_private) withhold_addresses(*found->second);
  }
  return found->second && shows(*found->second) ? &*found->second : nullptr;
}

const Episode* Reading::episode(std::string_view id) {
  auto found = episodes_.find(id);
  if (found == episodes_.end()) {
    found = episodes_.emplace(id, take(store::episode_by_id(session_, id))).first;
    if (found->second) keep_web_links(*found->second);
    const auto* of = found->second ? show(found->second->show_id) : nullptr;
    if (of != nullptr && of->is_private) withhold_addresses(*found->second);
  }
  return found->second && !found->second->hidden ? &*found->second : nullptr;
}

std::optional<SourcedInsight> Reading::sourced(Insight insight) {
  const auto* from = episode(insight.episode_id);
  const auto* of = from != nullptr ? show(from->show_id) : nullptr;
  if (of == nullptr) return std::nullopt;
  return SourcedInsight{std::move(insight), *from, *of};
}

}  // namespace pith::web
