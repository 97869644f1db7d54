// Keeps the archive of insight profiles in memory in step with the store, for the steps `distill`, `relate` and `brief`
// and for pages. Thread-safe.
#pragma once

#include <mutex>
#include <span>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/profile.h"
#include "domain/storyline.h"
#include "index/profile_index.h"
#include "store/store.h"
#include "text/embed.h"
#include "text/word_model.h"

namespace pith::pipeline {

class Relating {
 public:
  // Both must outlive it.
  Relating(const text::WordModel& model, const text::Embedder& embedder) : model_(model), embedder_(embedder) {}

  // Reads the store's insights where it holds more than are known here: at first, and after another process has added
  // some. Steps that look into the archive call it first.
  Result<void> load(const store::Session& session);

  // The same for pages, which call it at every look: what another process has put in since is taken up. What that
  // process removed stays here; nothing is shown that the store does not hold. Quick while the store's edition stands.
  Result<void> catch_up(const store::Session& session);

  Result<std::vector<Profile>> profiles(std::span<const Insight> insights) const;

  // Called within the transaction that writes them, before its commit: whoever relates an insight committed later then
  // finds these.
  void put(std::span<const Profile> profiles, std::span<const std::string> gone);

  // What a page lists beside the insight: up to ten of other episodes, at most two of one show (restatements apart),
  // best first; each a link from it.
  Result<std::vector<Link>> related(const Insight& insight) const;

  const index::ProfileIndex& archive() const { return archive_; }
  const text::WordModel& words() const { return model_; }
  const text::Embedder& embedder() const { return embedder_; }
  // Changes with the embedder and so makes relating anew new work.
  std::string version() const;

 private:
  const text::WordModel& model_;
  const text::Embedder& embedder_;
  index::ProfileIndex archive_;
  std::mutex loading_;
  std::string edition_;  // of the store, when pages last caught up with it

  Result<void> take_up_missing(const store::Session& session);
};

}  // namespace pith::pipeline
