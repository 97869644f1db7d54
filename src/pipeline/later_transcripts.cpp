#include "pipeline/later_transcripts.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/url.h"
#include "pipeline/steps/step.h"
#include "store/episodes.h"
#include "store/transcripts.h"

namespace pith::pipeline {

namespace {

constexpr auto looked_for = std::chrono::days{30};

std::set<std::string> addresses_of(const Episode& episode) {
  std::set<std::string> addresses;
  for (const auto& link : episode.transcripts) addresses.insert(comparable_url(link.url));
  return addresses;
}

bool names_another(const Episode& before, const Episode& now) {
  return !now.transcripts.empty() && addresses_of(before) != addresses_of(now);
}

// What the episode has is to be given up for it.
bool is_better(const std::optional<Transcript>& standing, const Transcript& transcript) {
  return !standing || (*standing != transcript && (transcript.timed || !standing->timed));
}

}  // namespace

bool has_transcript(const Episode& episode) {
  return episode.state == EpisodeState::transcribed || episode.state == EpisodeState::distilled ||
         episode.state == EpisodeState::undistilled;
}

void plan_later_transcripts(store::Tx& tx, const Context& context, const std::vector<Episode>& known,
                            const std::vector<Episode>& changed) {
  const Time now = context.clock.now();
  for (const auto& episode : changed) {
    if (!has_transcript(episode) || episode.hidden || now - episode.first_seen > looked_for) continue;
    const auto before = std::ranges::find(known, episode.id, &Episode::id);
    if (before == known.end() || !names_another(*before, episode)) continue;
    store::enqueue(tx, transcript_work(episode.id), now, store::IfKnown::again);
    store::revive(tx, transcript_work(episode.id), now);
  }
}

Result<void> put_later_transcript(store::Tx& tx, const Context& context, const store::Work& work,
                                  const Transcript& transcript) {
  const auto& id = work.key.subject;
  store::complete(tx, work);
  const auto standing = store::transcript_of(tx, id);
  if (!standing) return std::unexpected(standing.error());
  if (!is_better(*standing, transcript)) return {};
  const auto episode = store::episode_by_id(tx, id);
  if (!episode) return std::unexpected(episode.error());
  store::put_transcript(tx, id, transcript);
  if (*episode && (*episode)->state == EpisodeState::undistilled) store::set_state(tx, id, EpisodeState::transcribed);
  store::enqueue(tx, distill_work(id, context.distiller), context.clock.now(), store::IfKnown::again);
  return {};
}

}  // namespace pith::pipeline
