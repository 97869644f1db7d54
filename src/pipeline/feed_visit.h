// One visit to a feed's address: the conditional GET, what the answer means, and the transaction that keeps it. Shared
// by the steps `follow` (an address not yet known) and `poll` (a feed that is).
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/feed.h"
#include "net/http_client.h"
#include "net/retry_after.h"
#include "pipeline/context.h"
#include "pipeline/steps/step.h"
#include "store/work.h"

namespace pith::pipeline {

struct Visit {
  net::HttpResponse response;
  net::RevisitHint hint;
};

// Fetches `feed`'s address, conditionally where it has validators. Any status is a visit; an Error is an exchange that
// failed, or that was not made because the host rests.
std::expected<Visit, Failure> visit(Context& context, const Feed& feed);

// An Error for a status that brings neither a feed nor news: its code is the status.
std::optional<Error> status_error(const Visit& visit, std::string_view url);

// How long its server asked to wait: Retry-After, and on 429 and 503 what it said of keeping the answer.
std::optional<Seconds> asked_by(const Visit& visit);

struct Absorbed {
  std::string show_title;
  int new_episodes = 0;     // taken
  int listed_episodes = 0;  // known of, not taken
};

// Reads the answer's body as a feed and commits show, episodes, validators, next polls and `work` as done, all at once.
// `feed` without a show id is one just followed. An incomplete document adds what has an identity and is an Error all
// the same (invariant 7).
Result<Absorbed> absorb(Context& context, Feed feed, const Visit& visit, const store::Work& work);

// Commits a visit that brought nothing new (304, or the same bytes), or that failed for now.
Result<void> keep_unchanged(Context& context, Feed feed, const Visit& visit, const store::Work& work);
Result<void> keep_failed(Context& context, Feed feed, const Failure& failure, const store::Work& work);

}  // namespace pith::pipeline
