// One page's view of the store: a session, with what pages ask for again and again remembered. The first error is kept
// and everything after it comes empty, so a page is written as if all reads succeed and the site answers for those that
// did not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "domain/sourced.h"
#include "store/store.h"

namespace pith::web {

class Reading {
 public:
  // `for_owner`: nobody but the owner sees the page, so private shows are shown.
  Reading(const store::Session& session, bool for_owner) : session_(session), for_owner_(for_owner) {}

  const store::Session& session() const { return session_; }
  const std::optional<Error>& problem() const { return problem_; }

  template <class T>
  T take(Result<T> result) {
    if (result) return *std::move(result);
    if (!problem_) problem_ = std::move(result.error());
    return T{};
  }

  // None where there is none, where it is hidden at its publisher's wish, or private and others may look. Addresses of
  // private shows are withheld. Valid as long as this object.
  const Show* show(std::string_view id);
  const Episode* episode(std::string_view id);
  std::optional<SourcedInsight> sourced(Insight insight);
  bool shows(const Show& show) const { return !show.hidden && (for_owner_ || !show.is_private); }

 private:
  const store::Session& session_;
  bool for_owner_;
  std::optional<Error> problem_;
  std::map<std::string, std::optional<Show>, std::less<>> shows_;
  std::map<std::string, std::optional<Episode>, std::less<>> episodes_;
};

}  // namespace pith::web
