// Asks one followed feed whether there is something new.
#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "pipeline/asking.h"
#include "pipeline/feed_visit.h"
#include "pipeline/steps/step.h"
#include "store/feeds.h"

namespace pith::pipeline {

namespace {

Result<std::optional<Feed>> feed_of(Context& context, const store::Work& work) {
  return store::feed_by_id(context.store.read(), work.key.subject);
}

// A feed that fails is planned anew, less and less often; under a standing clock it is first tried again at once
// (decision 2).
StepResult failed(Context& context, Feed feed, const store::Work& work, Failure failure) {
  const auto& error = failure.error;
  const bool clients_fault = error.kind == ErrorKind::http_status && error.code < 500;  // 404 and its like
  const bool final_word = error.kind == ErrorKind::gone || error.kind == ErrorKind::refused || clients_fault ||
                          failure.asked.value_or(Seconds{0}) > short_wait;
  if (context.options.clock_kind == ClockKind::standing && !final_word) return std::unexpected(std::move(failure));
  context.observe({"poll", redact_url(feed.url), failure.error.message, true});
  if (auto kept = keep_failed(context, std::move(feed), failure, work); !kept) return std::unexpected(kept.error());
  return {};
}

StepResult take(Context& context, Feed feed, const Visit& visit, const store::Work& work) {
  const bool same_bytes = !feed.body_hash.empty() && content_hash(visit.response.body) == feed.body_hash;
  if (visit.response.status == 304 || same_bytes) {
    if (auto kept = keep_unchanged(context, std::move(feed), visit, work); !kept) return std::unexpected(kept.error());
    return {};
  }
  auto absorbed = absorb(context, feed, visit, work);
  if (!absorbed) return failed(context, std::move(feed), work, {absorbed.error(), visit.hint.not_before});
  if (absorbed->new_episodes > 0)
    context.observe({"poll", absorbed->show_title, fmt::format("{} new", absorbed->new_episodes), false});
  return {};
}

}  // namespace

StepResult poll(Context& context, const store::Work& work) {
  auto feed = feed_of(context, work);
  if (!feed) return std::unexpected(feed.error());
  if (!*feed || (*feed)->ended) {
    auto done = context.store.write([&](store::Tx& tx) { store::complete(tx, work); });
    if (!done) return std::unexpected(done.error());
    return {};
  }
  auto visited = visit(context, **feed);
  if (!visited) return failed(context, std::move(**feed), work, visited.error());
  if (auto error = status_error(*visited, (*feed)->url))
    return failed(context, std::move(**feed), work, {*error, asked_by(*visited)});
  return take(context, std::move(**feed), *visited, work);
}

Result<void> give_up_poll(Context& context, const store::Work& work, const Error& error) {
  auto feed = feed_of(context, work);
  if (!feed || !*feed) return bury_work(context, work, error);
  context.observe({"poll", redact_url((*feed)->url), error.message, true});
  return keep_failed(context, std::move(**feed), error, work);
}

}  // namespace pith::pipeline
