#include "pipeline/relating.h"

#include <algorithm>

#include "stages/storyline/profiler.h"
#include "stages/storyline/relate.h"
#include "store/edition.h"
#include "store/insights.h"
#include "store/shows.h"

namespace pith::pipeline {

namespace {

constexpr std::size_t most_looked_at = 60;  // enough for ten of at least five shows

}  // namespace

Result<void> Relating::load(const store::Session& session) {
  const std::scoped_lock lock(loading_);
  const auto stored = store::counts(session);
  if (!stored) return std::unexpected(stored.error());
  if (static_cast<std::size_t>(stored->insights) <= archive_.size()) return {};
  return take_up_missing(session);
}

Result<void> Relating::catch_up(const store::Session& session) {
  const std::scoped_lock lock(loading_);
  auto now = store::edition(session);
  if (!now) return std::unexpected(now.error());
  if (*now == edition_) return {};
  if (auto done = take_up_missing(session); !done) return done;
  edition_ = *std::move(now);
  return {};
}

Result<void> Relating::take_up_missing(const store::Session& session) {
  auto missing = store::standing_insights(session);
  if (!missing) return std::unexpected(missing.error());
  std::erase_if(*missing, [&](const std::string& id) { return archive_.has(id); });
  constexpr std::size_t batch = 2000;
  for (std::size_t from = 0; from < missing->size(); from += batch) {
    const auto ids = std::span(*missing).subspan(from, std::min(batch, missing->size() - from));
    const auto insights = store::insights_by_ids(session, ids);
    if (!insights) return std::unexpected(insights.error());
    const auto made = profiles(*insights);
    if (!made) return std::unexpected(made.error());
    put(*made, {});
  }
  return {};
}

Result<std::vector<Profile>> Relating::profiles(std::span<const Insight> insights) const {
  return storyline::Profiler(model_, embedder_).profiles(insights);
}

void Relating::put(std::span<const Profile> profiles, std::span<const std::string> gone) {
  for (const auto& id : gone) archive_.remove(id);
  for (const auto& profile : profiles) archive_.put(profile);
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
