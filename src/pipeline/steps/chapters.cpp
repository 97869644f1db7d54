// Fetches an episode's chapter file. Without it an episode is whole enough: what fails is said, the transcript comes
// next all the same, and the file is asked for again as a transcript is.
#include "stages/feed/chapters.h"

#include <fmt/format.h>

#include "base/url.h"
#include "domain/privacy.h"
#include "pipeline/asking.h"
#include "pipeline/secrets.h"
#include "pipeline/steps/step.h"
#include "store/episodes.h"

namespace pith::pipeline {

namespace {

using Fetched = std::expected<std::vector<Chapter>, Failure>;

Fetched fetch(Context& context, const std::string& url) {
  net::HttpRequest request;
  request.url = url;
  request.accept = "application/json+chapters, application/json;q=0.9, */*;q=0.5";
  request.limits = context.options.transcript_limits;
  request.limits.max_bytes = 4 << 20;
  const auto response = ask(context, std::move(request));
  if (!response) return std::unexpected(response.error());
  const auto shown = redact_url(url);
  if (response->status != 200)
    return std::unexpected(refusal(context, *response, fmt::format("the chapters {} were not given out", shown)));
  auto chapters = feed::read_chapters(response->body, response->final_url);
  if (!chapters) return std::unexpected(chapters.error().within(shown));
  return std::move(*chapters);
}

// The episode is read anew in the transaction: a poll may have changed it meanwhile.
// `why`: the file could not be had; empty otherwise.
Result<void> keep(Context& context, const store::Work& work, std::vector<Chapter> chapters, std::string_view why) {
  const Time now = context.clock.now();
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    auto episode = store::episode_by_id(tx, work.key.subject);
    if (!episode) return std::unexpected(episode.error());
    store::abandon(tx, work, *episode ? why : "");
    if (!*episode) return {};
    strike(chapters, secrets_of(tx, work.key));
    if ((*episode)->chapters.empty()) (*episode)->chapters = std::move(chapters);
    store::put(tx, **episode);
    if ((*episode)->state == EpisodeState::fetching)
      store::enqueue(tx, transcript_work((*episode)->id), now, store::IfKnown::again);
    return {};
  });
}

// Whether the transcript begins its way only now. One that is on its way has a patience of its own; the first failure
// alone hastens it, for its address may be new.
Result<bool> let_transcript_go_on(store::Tx& tx, const Context& context, const store::Work& work) {
  const auto episode = store::episode_by_id(tx, work.key.subject);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode || (*episode)->state != EpisodeState::fetching) return false;
  const auto key = transcript_work((*episode)->id);
  const auto known = store::work_by_key(tx, key);
  if (!known) return std::unexpected(known.error());
  const bool on_its_way =
      *known && ((*known)->state == store::WorkState::due || (*known)->state == store::WorkState::leased);
  if (on_its_way && work.attempts > 1) return false;
  store::enqueue(tx, key, context.clock.now(), store::IfKnown::again);
  store::revive(tx, key, context.clock.now());
  return !on_its_way;
}

Result<void> go_on_without(Context& context, const store::Work& work, Error error) {
  const auto begins = context.store.write([&](store::Tx& tx) { return let_transcript_go_on(tx, context, work); });
  if (!begins) return std::unexpected(begins.error());
  strike_secrets(context.store.read(), work.key, error);
  if (*begins) context.observe({"chapters", work.key.subject, error.message, true});
  return {};
}

}  // namespace

StepResult fetch_chapters(Context& context, const store::Work& work) {
  const auto episode = store::episode_by_id(context.store.read(), work.key.subject);
  if (!episode) return std::unexpected(episode.error());
  std::vector<Chapter> chapters;
  if (*episode && (*episode)->chapters.empty() && !(*episode)->chapters_url.empty()) {
    auto fetched = fetch(context, (*episode)->chapters_url);
    if (!fetched) {
      if (auto done = go_on_without(context, work, fetched.error().error); !done) return std::unexpected(done.error());
      return std::unexpected(fetched.error());
    }
    chapters = std::move(*fetched);
  }
  if (auto kept = keep(context, work, std::move(chapters), ""); !kept) return std::unexpected(kept.error());
  return {};
}

Result<void> give_up_chapters(Context& context, const store::Work& work, const Error& error) {
  return keep(context, work, {}, error.message);
}

}  // namespace pith::pipeline
