#include "store/all_shown.h"

#include <optional>

#include "store/insights.h"
#include "store/sourced.h"

namespace pith::store {

namespace {

bool is_shown(const SourcedInsight& source) {
  return !source.show.hidden && !source.show.is_private && !source.episode.hidden;
}

}  // namespace

Result<void> for_all_shown(const Session& session, const std::function<Result<void>(const SourcedInsight&)>& visit) {
  constexpr int batch = 500;
  std::optional<Insight> last;
  while (true) {
    auto insights = insights_after(session, last ? &*last : nullptr, batch);
    if (!insights) return std::unexpected(insights.error());
    if (insights->empty()) return {};
    std::vector<std::string> ids;
    for (const auto& insight : *insights) ids.push_back(insight.id);
    const auto sources = sourced_insights(session, ids);
    if (!sources) return std::unexpected(sources.error());
    for (const auto& source : *sources) {
      if (!is_shown(source)) continue;
      if (auto done = visit(source); !done) return done;
    }
    last = std::move(insights->back());
  }
}

}  // namespace pith::store
