#include "store/sourced.h"

#include "domain/privacy.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/shows.h"

namespace pith::store {

Result<std::vector<SourcedInsight>> sourced_insights(const Session& session, std::span<const std::string> ids) {
  auto insights = insights_by_ids(session, ids);
  if (!insights) return std::unexpected(insights.error());
  std::vector<SourcedInsight> out;
  for (auto& insight : *insights) {
    auto episode = episode_by_id(session, insight.episode_id);
    if (!episode) return std::unexpected(episode.error());
    auto show = show_by_id(session, insight.show_id);
    if (!show) return std::unexpected(show.error());
    if (!*episode || !*show || (*episode)->hidden || (*show)->hidden) continue;
    keep_web_links(**episode);
    keep_web_links(**show);
    if ((*show)->is_private) {
      withhold_addresses(**episode);
      withhold_addresses(**show);
    }
    out.push_back({std::move(insight), std::move(**episode), std::move(**show)});
  }
  return out;
}

}  // namespace pith::store
