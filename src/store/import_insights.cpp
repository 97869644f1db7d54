#include "store/import_insights.h"

#include <algorithm>
#include <set>

#include "base/ids.h"
#include "store/edition.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/shows.h"
#include "store/work.h"

namespace pith::store {

namespace {

class Taking {
 public:
  explicit Taking(Tx& tx) : tx_(tx) {}

  Result<void> take(SourcedInsight source) {
    auto& [insight, episode, show] = source;
    const auto known = insight.id.empty() ? std::optional<Insight>{} : opt(insight_by_id(tx_, insight.id));
    if (known) ++imported_.known;
    if (known || tx_.doomed()) return {};
    if (auto settled = settle_show(show); !settled) return settled;
    if (auto settled = settle_episode(episode, show); !settled) return settled;
    insight.show_id = episode.show_id;
    insight.episode_id = episode.id;
    return add(std::move(insight));
  }

  void relate(std::string_view version) {
    for (const auto& id : episodes_) enqueue(tx_, {"relate", id, std::string(version)}, {}, IfKnown::again);
    if (!episodes_.empty()) next_edition(tx_);
  }
  const Imported& imported() const { return imported_; }

 private:
  template <class T>
  T opt(Result<T> found) {
    if (found) return *std::move(found);
    tx_.doom(found.error());
    return {};
  }

  Result<void> settle_show(Show& show) {
    const auto here = opt(show.id.empty() ? select_one<Show>(tx_, "WHERE title = ? ORDER BY id LIMIT 1", {show.title})
                                          : show_by_id(tx_, show.id));
    if (here) {
      show = *here;
      return {};
    }
    if (show.id.empty()) show.id = make_id("sh", {"title", show.title});
    show.slug = slug_of(show.title);
    show.removed = true;
    put(tx_, show);
    ++imported_.shows;
    return {};
  }

  Result<void> settle_episode(Episode& episode, const Show& show) {
    const auto here =
        opt(episode.id.empty() ? select_one<Episode>(tx_, "WHERE show_id = ? AND title = ? ORDER BY id LIMIT 1",
                                                     {show.id, episode.title})
                               : episode_by_id(tx_, episode.id));
    if (here) {
      episode = *here;
      return {};
    }
    if (episode.id.empty()) episode.id = make_id("ep", {show.id, "title", episode.title});
    episode.show_id = show.id;
    episode.state = EpisodeState::distilled;
    episode.reason = no_transcript;
    put(tx_, episode);
    ++imported_.episodes;
    return {};
  }

  Result<void> add(Insight insight) {
    const auto own = select_number(tx_, "SELECT count(*) FROM transcripts WHERE episode_id = ?", {insight.episode_id});
    if (!own) return std::unexpected(own.error());
    const auto standing = opt(insights_of_episode(tx_, insight.episode_id));
    const auto is_same = [&](const Insight& one) {
      return !one.evidence.empty() && !insight.evidence.empty() &&
             one.evidence.front().text == insight.evidence.front().text;
    };
    if (std::ranges::any_of(standing, is_same)) {
      ++imported_.known;
      return {};
    }
    if (*own != 0) {
      ++imported_.left_out;
      return {};
    }
    if (insight.id.empty())
      insight.id = make_id("in", {insight.episode_id, std::to_string(insight.key_start.count()), insight.headline});
    static const auto sql = insert(columns_of<Insight>(), "insights") + "ON CONFLICT DO NOTHING";
    if (change(tx_, sql, row_of(insight)) == 0) return {};
    note_change(tx_, insight.id);
    InsightIndexer(tx_).add(insight);
    episodes_.insert(insight.episode_id);
    ++imported_.insights;
    return {};
  }

  Tx& tx_;
  Imported imported_;
  std::set<std::string> episodes_;  // that have new insights
};

}  // namespace

Result<Imported> import_insights(Store& store, std::span<const SourcedInsight> sources,
                                 std::string_view relate_version) {
  return store.write([&](Tx& tx) -> Result<Imported> {
    Taking taking(tx);
    for (const auto& source : sources)
      if (auto taken = taking.take(source); !taken) return std::unexpected(taken.error());
    taking.relate(relate_version);
    return taking.imported();
  });
}

}  // namespace pith::store
