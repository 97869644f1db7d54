// One visit to a feed's address: the conditional GET, what the answer means, and what is kept of it. Shared by the
// steps `follow` (an address not yet known) and `poll` (a feed that is). The put_ functions are called within a
// transaction.
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

// A visit, and for which feed and work it was. `feed` without a show id is one just followed.
struct Visited {
  Feed feed;
  Visit visit;
  store::Work work;
};

// Whether they are to be sent still. Now and then a feed is asked for whole, for some servers say of everything that it
// has not changed.
bool are_current(const Validators& validators, Time now);
// The request for `feed`'s address, conditional where it has current validators.
net::HttpRequest visit_request(const Context& context, const Feed& feed);
Visit visit_of(const Context& context, net::HttpResponse response);
// Asks and waits. Any status is a visit; an Error is an exchange that failed, or that was not made because the host
// rests.
std::expected<Visit, Failure> visit(Context& context, const Feed& feed);

// An Error for a status that brings neither a feed nor news: its code is the status.
std::optional<Error> status_error(const Visit& visit, std::string_view url);

// How long its server asked to wait: Retry-After, and on 429 and 503 what it said of keeping the answer.
std::optional<Seconds> asked_by(const Visit& visit);
// Both, for a step that fails of it; the sentence says until when the server wants to be left alone.
std::optional<Failure> status_failure(const Context& context, const Visit& visit, std::string_view url);

struct Absorbed {
  std::string show_title;
  int new_episodes = 0;         // taken
  int listed_episodes = 0;      // known of, not taken
  int left_out = 0;             // items with nothing to know them by
  std::string apart_from = {};  // title of the show whose podcast:guid it repeats without being its feed
  bool is_private = false;
};

// The answer's body as a feed.
Result<PublishedFeed> read_visited(const Context& context, const Visited& visited);
// An Error where its publisher does not want to be read by Pith (podcast:block).
std::optional<Error> blocked_error(const Visited& visited, const PublishedFeed& published);
// Show, episodes, validators, the next poll and the work as done. Of an incomplete document what has an identity is
// added, and nothing else: the work is then not done (invariant 7). The items are used up.
Result<Absorbed> put_news(store::Tx& tx, const Context& context, const Visited& visited, PublishedFeed& published);
// The Error of an incomplete document, to be told once it was put.
std::optional<Error> cut_short(const Visited& visited, const PublishedFeed& published);
// Both, in a transaction of its own.
Result<Absorbed> absorb(Context& context, const Visited& visited);

// The feed of a poll as it is now, to be changed by what its answer brings. None: the answer counts no more, and the
// work is settled: the feed was removed or ended meanwhile, or it is polled elsewhere now and so is due at once.
Result<std::optional<Feed>> still_polled(store::Tx& tx, const Context& context, const Feed& asked,
                                         const store::Work& work);

// A feed that has moved for good to where another one is followed has ended: that one brings what comes.
Result<bool> put_joined(store::Tx& tx, const Context& context, const Visited& visited);

// What is private stays so.
Result<void> make_private(store::Tx& tx, std::string_view show_id);

// A visit that brought nothing new (304, or the same bytes), or that failed for now.
Result<void> put_unchanged(store::Tx& tx, const Context& context, const Visited& visited);
struct FailedVisit {
  Feed feed;
  store::Work work;
  Failure failure;
  bool blocked = false;  // its publisher does not want to be read by Pith: the show is hidden
};
// Of a poll; looks itself whether it still counts.
void put_failed(store::Tx& tx, const Context& context, const FailedVisit& failed);

}  // namespace pith::pipeline
