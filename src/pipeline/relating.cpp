#include "pipeline/relating.h"

#include "stages/storyline/profiler.h"
#include "store/insights.h"

namespace pith::pipeline {

Result<void> Relating::load(const store::Session& session) {
  const std::scoped_lock lock(loading_);
  if (loaded_) return {};
  constexpr int batch = 2000;
  std::vector<Insight> insights;
  do {
    const Insight last = insights.empty() ? Insight{} : insights.back();
    auto next = store::insights_after(session, insights.empty() ? nullptr : &last, batch);
    if (!next) return std::unexpected(next.error());
    insights = std::move(*next);
    auto made = profiles(insights);
    if (!made) return std::unexpected(made.error());
    put(*made, {});
  } while (insights.size() == batch);
  loaded_ = true;
  return {};
}

Result<std::vector<Profile>> Relating::profiles(std::span<const Insight> insights) const {
  return storyline::Profiler(model_, embedder_).profiles(insights);
}

void Relating::put(std::span<const Profile> profiles, std::span<const std::string> gone) {
  for (const auto& id : gone) archive_.remove(id);
  for (const auto& profile : profiles) archive_.put(profile);
}

std::string Relating::version() const { return std::string(embedder_.name()); }

}  // namespace pith::pipeline
