// Keeps the archive of insight profiles in memory in step with the store, for the steps `distill`, `relate` and `brief`
// and for pages. Thread-safe.
#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string>
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

  // Reads what the store holds: at first all, then what has changed, whichever process changed it. Whoever looks into
  // the archive calls it first. Quick while the store's edition stands.
  Result<void> catch_up(const store::Session& session);

  Result<std::vector<Profile>> profiles(std::span<const Insight> insights) const;

  // Called within the transaction that writes them, before its commit: whoever relates an insight committed later then
  // finds these.
  void put(std::span<const Profile> profiles, std::span<const std::string> gone);

  // What of these a transaction that came to nothing has put or removed is again as the store has it.
  Result<void> restore(const store::Session& session, std::span<const std::string> ids);

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
  std::optional<std::string> edition_;  // of the store, when this last caught up with it

  Result<std::vector<std::string>> changed(const store::Session& session) const;
  Result<void> take_up(const store::Session& session, std::span<const std::string> ids);
};

}  // namespace pith::pipeline
