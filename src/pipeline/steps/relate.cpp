// Links an episode's insights with those of other episodes.
#include "stages/storyline/relate.h"

#include "pipeline/relating.h"
#include "pipeline/steps/step.h"
#include "store/insights.h"
#include "store/links.h"

namespace pith::pipeline {

StepResult relate(Context& context, const store::Work& work) {
  if (auto loaded = context.relating.catch_up(context.store.read()); !loaded) return std::unexpected(loaded.error());
  const auto insights = store::insights_of_episode(context.store.read(), work.key.subject);
  if (!insights) return std::unexpected(insights.error());
  const auto profiles = context.relating.profiles(*insights);
  if (!profiles) return std::unexpected(profiles.error());
  std::vector<Link> links;
  const index::Search search{storyline::kTermShare, storyline::kVectorShare, storyline::kLinkFloor};
  for (const auto& profile : *profiles) {
    const auto found = storyline::links_of(profile.key, context.relating.archive().near(profile, search));
    links.insert(links.end(), found.begin(), found.end());
  }
  const auto done = context.store.write([&](store::Tx& tx) {
    store::put_links(tx, links);
    store::complete(tx, work);
  });
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace pith::pipeline
