// What all readers of a round share: the day's material, what its mails show, and the profiles of what readers wanted
// more or less of. A round is made once for a time and an edition of the store, and never changes; while a thread
// makes briefs of one, another may already have made the next.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/sourced.h"
#include "pipeline/context.h"
#include "stages/brief/learnt.h"
#include "stages/brief/material.h"

namespace pith::pipeline {

struct Round {
  Time at{};
  std::string edition;  // of the store
  brief::Material material;
  std::map<std::string, SourcedInsight, std::less<>> sources;  // of what is on offer, by insight
};

class Rounds {
 public:
  // The round for now: the last one where nothing has changed since and it is not ten minutes old. Thread-safe; who
  // comes while it is made waits.
  Result<std::shared_ptr<const Round>> current(const Context& context);

  // What this reader wants more and less of; profiles are made once and remembered for others.
  Result<brief::Leanings> leanings_of(const Context& context, const std::string& reader_id);

 private:
  Result<std::vector<brief::Wish>> wishes_of(const Context& context, const std::string& reader_id);
  Result<std::vector<brief::Judged>> judged_by(const Context& context, const std::string& reader_id);
  Result<std::optional<brief::Judged>> judged(const Context& context, const Verdict& verdict);
  Result<Profile> profile_of(const Context& context, const Insight& insight);

  std::mutex making_;
  std::shared_ptr<const Round> last_;
  std::mutex remembering_;
  std::map<std::string, Profile, std::less<>> profiles_;  // by insight and its words; bounded
};

}  // namespace pith::pipeline
