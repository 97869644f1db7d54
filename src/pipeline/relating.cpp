#include "pipeline/relating.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>

#include "stages/storyline/profiler.h"
#include "stages/storyline/relate.h"
#include "store/edition.h"
#include "store/insights.h"

namespace pith::pipeline {

namespace {

constexpr std::size_t most_looked_at = 100;  // a claim that is made often, and ten of at least five shows besides

}  // namespace

Result<void> Relating::catch_up(const store::Session& session) {
  const std::scoped_lock lock(loading_);
  auto now = store::edition(session);
  if (!now) return std::unexpected(now.error());
  if (*now == edition_) return {};
  const auto ids = changed(session);
  if (!ids) return std::unexpected(ids.error());
  constexpr std::size_t batch = 2000;
  for (std::size_t from = 0; from < ids->size(); from += batch)
    if (auto done = take_up(session, std::span(*ids).subspan(from, std::min(batch, ids->size() - from))); !done)
      return done;
  edition_ = *std::move(now);
  return {};
}

Result<std::vector<std::string>> Relating::changed(const store::Session& session) const {
  if (edition_) return store::insights_changed_since(session, *edition_);
  auto standing = store::standing_insights(session);
  if (standing) std::erase_if(*standing, [&](const std::string& id) { return archive_.has(id); });
  return standing;
}

Result<void> Relating::take_up(const store::Session& session, std::span<const std::string> ids) {
  auto insights = store::insights_by_ids(session, ids);
  if (!insights) return std::unexpected(insights.error());
  std::erase_if(*insights, [](const Insight& insight) { return !insight.replaced_by.empty(); });
  const auto made = profiles(*insights);
  if (!made) return std::unexpected(made.error());
  std::unordered_set<std::string_view> stand;
  for (const auto& insight : *insights) stand.insert(insight.id);
  std::vector<std::string> gone;
  std::ranges::copy_if(ids, std::back_inserter(gone), [&](const auto& id) { return !stand.contains(id); });
  put(*made, gone);
  return {};
}

Result<std::vector<Profile>> Relating::profiles(std::span<const Insight> insights) const {
  return storyline::Profiler(model_, embedder_).profiles(insights);
}

void Relating::put(std::span<const Profile> profiles, std::span<const std::string> gone) {
  for (const auto& id : gone) archive_.remove(id);
  for (const auto& profile : profiles) archive_.put(profile);
}

Result<void> Relating::restore(const store::Session& session, std::span<const std::string> ids) {
  const std::scoped_lock lock(loading_);
  return take_up(session, ids);
}

Result<std::vector<Link>> Relating::related(const Insight& insight) const {
  const auto made = profiles({&insight, 1});
  if (!made) return std::unexpected(made.error());
  const index::Search search{storyline::kTermShare, storyline::kVectorShare, storyline::kPageFloor, most_looked_at};
  std::vector<Link> links;
  for (const auto& found : storyline::page_list(archive_.near(made->front(), search))) {
    const auto kind = storyline::restates(found.nearness) ? LinkKind::restates : LinkKind::related;
    links.push_back({insight.id, found.key.insight_id, kind, storyline::likeness(found.nearness)});
  }
  return links;
}

std::string Relating::version() const { return std::string(embedder_.name()); }

}  // namespace pith::pipeline
