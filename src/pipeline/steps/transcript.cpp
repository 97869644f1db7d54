// Fetches an episode's transcript: the best of those its publisher offers that can be read.
#include <fmt/format.h>

#include "base/url.h"
#include "pipeline/asking.h"
#include "pipeline/hooks.h"
#include "pipeline/later_transcripts.h"
#include "pipeline/marking.h"
#include "pipeline/secrets.h"
#include "pipeline/steps/step.h"
#include "pipeline/unheard.h"
#include "stages/transcript/choose.h"
#include "stages/transcript/read_transcript.h"
#include "store/episodes.h"
#include "store/shows.h"
#include "store/transcripts.h"

namespace pith::pipeline {

namespace {

using Fetched = std::expected<Transcript, Failure>;

Fetched fetch_one(Context& context, const Episode& episode, const TranscriptLink& link) {
  net::HttpRequest request;
  request.url = link.url;
  request.accept = "text/vtt, application/x-subrip, application/json, text/html;q=0.8, text/plain;q=0.7, */*;q=0.5";
  request.limits = context.options.transcript_limits;
  const auto response = ask(context, std::move(request));
  if (!response) return std::unexpected(response.error());
  const auto shown = redact_url(link.url);
  if (response->status != 200)
    return std::unexpected(refusal(context, *response, fmt::format("the transcript {} was not given out", shown)));
  auto transcript = transcript::read_transcript(
      response->body, {.declared_type = link.type, .language = link.language, .duration = episode.duration});
  if (!transcript) return std::unexpected(transcript.error().within(shown));
  return std::move(*transcript);
}

// The first link that gives a transcript; else the first link's failure.
Fetched fetch_best(Context& context, const Episode& episode, const Show& show) {
  const auto links = transcript::order_links(episode.transcripts, show.language);
  if (links.empty())
    return std::unexpected(
        Error{ErrorKind::not_found, context.transcriber == nullptr
                                        ? "its publisher offers no transcript, and no recogniser is set up"
                                        : "its publisher offers no transcript"});
  std::optional<Failure> first;
  for (const auto& link : links) {
    auto fetched = fetch_one(context, episode, link);
    if (fetched || !fetched.error().full_line.empty()) return fetched;
    if (context.stop.stop_requested()) break;
    if (!first) first = fetched.error();
  }
  return std::unexpected(std::move(*first));
}

// It may have been heard since it was read.
Result<bool> has_transcript_now(const store::Tx& tx, std::string_view episode_id) {
  const auto episode = store::episode_by_id(tx, episode_id);
  if (!episode) return std::unexpected(episode.error());
  return *episode && has_transcript(**episode);
}

StepResult keep(Context& context, const Episode& episode, const Transcript& transcript, const store::Work& work) {
  const Time now = context.clock.now();
  const auto done = context.store.write([&](store::Tx& tx) -> Result<void> {
    const auto heard = has_transcript_now(tx, episode.id);
    if (!heard) return std::unexpected(heard.error());
    if (*heard) return put_later_transcript(tx, context, work, transcript);
    store::put_transcript(tx, episode.id, transcript);
    store::set_state(tx, episode.id, EpisodeState::transcribed);
    store::enqueue(tx, distill_work(episode.id, context.distiller), now, store::IfKnown::again);
    store::complete(tx, work);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return {};
}

// Asked again by time: meanwhile the episode waits, says why, and is heard where a recogniser is set up.
Result<void> tell_refusal(Context& context, const Episode& episode, const store::Work& work, Error error) {
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    const auto heard = has_transcript_now(tx, episode.id);
    if (!heard) return std::unexpected(heard.error());
    if (*heard) return {};
    strike_secrets(tx, work.key, error);
    if (!can_be_heard(context, episode)) {
      store::set_state(tx, episode.id, EpisodeState::waiting, error.message);
      return {};
    }
    const auto hearing = store::work_by_key(tx, transcribe_work(episode.id, *context.transcriber));
    if (!hearing) return std::unexpected(hearing.error());
    if (!*hearing) plan_hearing(tx, context, episode, error.message);
    return {};
  });
}

}  // namespace

StepResult fetch_transcript(Context& context, const store::Work& work) {
  Episode episode;
  Show show;
  {
    const auto session = context.store.read();
    auto found = store::episode_by_id(session, work.key.subject);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::unexpected(Error{ErrorKind::not_found, "the episode is not in the store"});
    auto its_show = store::show_by_id(session, (*found)->show_id);
    if (!its_show) return std::unexpected(its_show.error());
    episode = std::move(**found);
    show = its_show->value_or(Show{});
  }
  const auto done_with = [&] { return stored(context.store.write([&](store::Tx& tx) { store::complete(tx, work); })); };
  if (episode.state == EpisodeState::listed) return done_with();
  auto transcript = fetch_best(context, episode, show);
  const bool refused = !transcript && fault_of(transcript.error().error) == Fault::answer;
  // Where the episode has one, another that cannot be read changes nothing, and is not asked for again.
  if (refused && has_transcript(episode)) return done_with();
  if (refused)
    if (auto told = tell_refusal(context, episode, work, transcript.error().error); !told)
      return std::unexpected(told.error());
  if (!transcript) return std::unexpected(transcript.error());
  context.marking.mark(*transcript);
  return keep(context, episode, *transcript, work);
}

// The episode is heard where a recogniser is set up; else it waits, and says why.
Result<void> give_up_transcript(Context& context, const store::Work& work, const Error& error) {
  context.observe({"transcript", work.key.subject, error.message, true});
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    const auto episode = store::episode_by_id(tx, work.key.subject);
    if (!episode) return std::unexpected(episode.error());
    if (*episode && has_transcript(**episode)) {  // it was heard meanwhile
      store::complete(tx, work);
    } else if (*episode && can_be_heard(context, **episode)) {
      plan_hearing(tx, context, **episode, error.message);
      store::complete(tx, work);
    } else {
      store::set_state(tx, work.key.subject, EpisodeState::waiting, error.message);
      tell_of_failure(tx, context, work.key, error.message);
      store::bury(tx, work, error.message);
    }
    return {};
  });
}

}  // namespace pith::pipeline
