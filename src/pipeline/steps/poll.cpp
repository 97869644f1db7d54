#include "pipeline/steps/poll.h"

#include <utility>

#include <fmt/format.h>

#include "base/ids.h"
#include "domain/privacy.h"
#include "lib/log/log.h"
#include "pipeline/feed_visit.h"
#include "pipeline/guard.h"
#include "store/feeds.h"

namespace pith::pipeline {

namespace {

// An answer that is to be kept: news, or the word that there is nothing new.
struct Kept {
  Visited visited;
  std::optional<PublishedFeed> news;
  Absorbed absorbed;     // of news, once they are stored
  bool dropped = false;  // the feed is no longer the one that was asked, or is another one now
  bool used = false;     // the items of news were used up
};

struct Sorted {
  std::vector<store::Work> ended;  // of feeds that are followed no more
  std::vector<Kept> kept;
  std::vector<FailedVisit> failed;
  std::vector<FailedPoll> unread;  // no feed could be read for them
};

bool has_known_bytes(const Feed& feed, const net::HttpResponse& response) {
  return response.status == 304 || (!feed.body_hash.empty() && content_hash(response.body) == feed.body_hash);
}

void sort_in(Sorted& sorted, Context& context, AnsweredPoll poll) {
  if (!poll.feed && !poll.answer)
    return sorted.unread.push_back({std::move(poll.work), std::move(poll.answer.error())});
  if (!poll.feed) return sorted.ended.push_back(std::move(poll.work));
  auto fail_with = [&](Failure failure) {
    sorted.failed.push_back({std::move(*poll.feed), std::move(poll.work), std::move(failure)});
  };
  if (!poll.answer) return fail_with(std::move(poll.answer.error()));
  Kept kept{{std::move(*poll.feed), visit_of(context, std::move(*poll.answer)), std::move(poll.work)}, {}, {}};
  poll.feed.reset();
  const auto refuse = [&](Failure failure) {
    sorted.failed.push_back({std::move(kept.visited.feed), std::move(kept.visited.work), std::move(failure)});
  };
  if (auto error = status_error(kept.visited.visit, kept.visited.feed.url))
    return refuse({*error, asked_by(kept.visited.visit)});
  if (!has_known_bytes(kept.visited.feed, kept.visited.visit.response)) {
    auto published = read_visited(context, kept.visited);
    if (!published) return refuse({published.error(), kept.visited.visit.hint.not_before});
    if (auto error = blocked_error(kept.visited, *published)) {
      refuse({*error, kept.visited.visit.hint.not_before});
      sorted.failed.back().blocked = true;
      return;
    }
    kept.news = std::move(*published);
  }
  sorted.kept.push_back(std::move(kept));
}

// A throw becomes a failure of this poll alone.
void sort_guarded(Sorted& sorted, Context& context, AnsweredPoll poll) {
  const auto work = poll.work;
  const auto done = guarded([&]() -> Result<void> {
    sort_in(sorted, context, std::move(poll));
    return {};
  });
  if (!done) sorted.unread.push_back({work, done.error()});
}

Result<void> put(store::Tx& tx, const Context& context, Kept& kept) {
  auto feed = still_polled(tx, context, kept.visited.feed, kept.visited.work);
  if (!feed) return std::unexpected(feed.error());
  kept.dropped = !*feed;
  if (kept.dropped) return {};
  kept.visited.feed = std::move(**feed);
  const auto joined = put_joined(tx, context, kept.visited);
  if (!joined) return std::unexpected(joined.error());
  kept.dropped = *joined;
  if (kept.dropped) return {};
  if (!kept.news) return put_unchanged(tx, context, kept.visited);
  if (std::exchange(kept.used, true)) {  // by a transaction that was undone
    auto again = read_visited(context, kept.visited);
    if (!again) return std::unexpected(again.error());
    kept.news = std::move(*again);
  }
  auto absorbed = put_news(tx, context, kept.visited, *kept.news);
  if (!absorbed) return std::unexpected(absorbed.error());
  kept.absorbed = std::move(*absorbed);
  return {};
}

Result<void> put_all(Context& context, Sorted& sorted) {
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    for (const auto& work : sorted.ended) store::complete(tx, work);
    for (auto& kept : sorted.kept)
      if (auto done = put(tx, context, kept); !done) return done;
    return {};
  });
}

FailedVisit failed(Kept kept, Error error) {
  const auto asked = kept.visited.visit.hint.not_before;
  return {std::move(kept.visited.feed), std::move(kept.visited.work), {std::move(error), asked}};
}

// What speaks against one speaks for itself alone. What could not be kept becomes a failure.
void put_each(Context& context, Sorted& sorted) {
  for (const auto& work : sorted.ended)
    if (auto done = context.store.write([&](store::Tx& tx) { store::complete(tx, work); }); !done)
      log::error(done.error().log_line());
  std::vector<Kept> kept;
  for (auto& one : sorted.kept) {
    auto done = guarded([&] { return context.store.write([&](store::Tx& tx) { return put(tx, context, one); }); });
    if (done)
      kept.push_back(std::move(one));
    else
      sorted.failed.push_back(failed(std::move(one), done.error()));
  }
  sorted.kept = std::move(kept);
}

Result<void> tell_news(Context& context, const Absorbed& absorbed) {
  if (absorbed.new_episodes > 0)
    context.observe({"poll", absorbed.show_title, fmt::format("{} new", absorbed.new_episodes), false});
  return {};
}

// A document that broke off was kept as far as it goes, and has failed all the same.
int tell(Context& context, Sorted& sorted) {
  int done = static_cast<int>(sorted.ended.size());
  for (auto& kept : sorted.kept) {
    if (kept.news && !kept.dropped)
      if (auto error = cut_short(kept.visited, *kept.news)) {
        sorted.failed.push_back(failed(std::move(kept), std::move(*error)));
        continue;
      }
    ++done;
    if (auto told = guarded([&] { return tell_news(context, kept.absorbed); }); !told)
      log::error(told.error().log_line());
  }
  return done;
}

// A feed that fails is planned anew, less and less often; under a standing clock it is first tried again at once
// (decision 2). Nothing is planned while the program ends.
bool is_final(const Context& context, const Failure& failure) {
  if (context.stop.stop_requested()) return false;
  const auto& error = failure.error;
  const bool clients_fault = error.kind == ErrorKind::http_status && error.code < 500;  // 404 and its like
  return context.options.clock_kind != ClockKind::standing || error.kind == ErrorKind::gone ||
         error.kind == ErrorKind::refused || clients_fault || failure.asked.value_or(Seconds{0}) > short_wait;
}

int keep_failures(Context& context, std::vector<FailedVisit>& failures, std::vector<FailedPoll>& again) {
  std::vector<FailedVisit> final;
  for (auto& failure : failures) {
    secrets_of(failure.feed).strike(failure.failure.error);
    if (is_final(context, failure.failure))
      final.push_back(std::move(failure));
    else
      again.push_back({std::move(failure.work), std::move(failure.failure)});
  }
  int done = 0;
  for (const auto& failure : final) {
    const auto kept = guarded([&] {
      context.observe({"poll", shown_address(failure.feed), failure.failure.error.message, true});
      return context.store.write([&](store::Tx& tx) { put_failed(tx, context, failure); });
    });
    if (kept)
      ++done;
    else
      again.push_back({failure.work, kept.error()});
  }
  return done;
}

}  // namespace

void note_rests(Context& context, std::vector<AnsweredPoll>& answered) {
  for (auto& poll : answered) {
    if (!poll.answer) continue;
    if (auto noted = guarded([&] { return note_rest(context, *poll.answer); }); !noted)
      poll.answer = std::unexpected(Failure{noted.error()});
  }
}

SettledPolls settle_polls(Context& context, std::vector<AnsweredPoll> answered) {
  Sorted sorted;
  for (auto& poll : answered) sort_guarded(sorted, context, std::move(poll));
  if (auto all = guarded([&] { return put_all(context, sorted); }); !all) put_each(context, sorted);
  SettledPolls settled{.failed = std::move(sorted.unread)};
  settled.done = tell(context, sorted);
  settled.done += keep_failures(context, sorted.failed, settled.failed);
  return settled;
}

Result<void> give_up_poll(Context& context, const store::Work& work, const Error& error) {
  auto feed = store::feed_by_id(context.store.read(), work.key.subject);
  if (!feed || !*feed) return bury_work(context, work, error);
  context.observe({"poll", shown_address(**feed), error.message, true});
  const FailedVisit failed{std::move(**feed), work, error};
  return context.store.write([&](store::Tx& tx) { put_failed(tx, context, failed); });
}

}  // namespace pith::pipeline
