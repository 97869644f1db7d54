// Distills an episode's transcript into insights. Where another engine stood in, the work stays due for later, with the
// reason.
#include <algorithm>

#include <fmt/format.h>

#include "lib/log/log.h"
#include "pipeline/hooks.h"
#include "pipeline/relating.h"
#include "pipeline/steps/step.h"
#include "store/distillations.h"
#include "store/episodes.h"
#include "store/evidence.h"
#include "store/insights.h"
#include "store/shows.h"
#include "store/transcripts.h"

namespace pith::pipeline {

namespace {

struct Subject {
  Episode episode;
  Show show;
  Transcript transcript;
  std::vector<Insight> standing;
  bool provisional = false;  // what stands is by one that stood in
};

Result<Subject> load(const store::Session& session, std::string_view episode_id) {
  auto episode = store::episode_by_id(session, episode_id);
  if (!episode) return std::unexpected(episode.error());
  auto transcript = store::transcript_of(session, episode_id);
  if (!transcript) return std::unexpected(transcript.error());
  if (!*episode || !*transcript) return fail(ErrorKind::not_found, "the episode has no transcript in the store");
  auto show = store::show_by_id(session, (*episode)->show_id);
  if (!show) return std::unexpected(show.error());
  auto standing = store::insights_of_episode(session, episode_id);
  if (!standing) return std::unexpected(standing.error());
  const auto last = store::last_distillation(session, episode_id);
  if (!last) return std::unexpected(last.error());
  return Subject{std::move(**episode), show->value_or(Show{}), std::move(**transcript), std::move(*standing),
                 *last && (*last)->provisional};
}

insight::EpisodeContext context_of(const Subject& subject) {
  const auto& persons = subject.episode.persons.empty() ? subject.show.persons : subject.episode.persons;
  std::vector<std::string> chapters;
  for (const auto& chapter : subject.episode.chapters)
    if (!chapter.silent && !chapter.title.empty()) chapters.push_back(chapter.title);
  std::vector<std::string> soundbites;
  for (const auto& bite : subject.episode.soundbites)
    if (!bite.title.empty()) soundbites.push_back(bite.title);
  return {subject.episode.id,  subject.episode.title, subject.episode.description, subject.show.title, persons,
          std::move(chapters), std::move(soundbites)};
}

// Gives the insights what only the pipeline knows; the lowest-scored beyond `keep` fall.
void settle(std::vector<Insight>& insights, const Subject& subject, const Context& context) {
  if (insights.size() > static_cast<std::size_t>(context.options.keep))
    insights.resize(static_cast<std::size_t>(context.options.keep));
  for (auto& insight : insights) {
    insight.episode_id = subject.episode.id;
    insight.show_id = subject.episode.show_id;
    insight.published = subject.episode.published;
    insight.first_seen = subject.episode.first_seen;
    if (insight.engine.empty()) insight.engine = context.distiller.name();  // else of who stood in
    if (insight.version.empty()) insight.version = context.distiller.version();
  }
  store::keep_ids(subject.standing, subject.episode.id, insights);
}

std::vector<std::string> ids_of(const std::vector<Insight>& insights) {
  std::vector<std::string> ids;
  for (const auto& insight : insights) ids.push_back(insight.id);
  return ids;
}

// The index in memory as the store is, which has not taken the new insights.
void restore_index(Context& context, const Subject& subject, const std::vector<Insight>& insights) {
  auto ids = ids_of(subject.standing);
  std::ranges::move(ids_of(insights), std::back_inserter(ids));
  if (auto done = context.relating.restore(context.store.read(), ids); !done) log::error(done.error().log_line());
}

// Those to be told of: an episode is told of once, for a transcript that changed says the same in other words and at
// other seconds. After a stand-in also what none of its insights is proved by.
std::vector<Insight> news_among(const std::vector<Insight>& insights, const Subject& subject) {
  if (subject.standing.empty()) return insights;
  std::vector<Insight> news;
  if (!subject.provisional) return news;
  std::ranges::copy_if(insights, std::back_inserter(news), [&](const Insight& insight) {
    return std::ranges::none_of(subject.standing,
                                [&](const Insight& one) { return store::shared_evidence(insight, one).count() > 0; });
  });
  return news;
}

std::string note_of(const insight::Distilled& distilled) {
  std::string note = distilled.insights.empty() ? "No insight was found." : "";
  for (const auto& more : distilled.notes) note += (note.empty() ? "" : " ") + more;
  return note;
}

Distillation record_of(const Context& context, const Subject& subject, const insight::Distilled& distilled) {
  Distillation record{subject.episode.id,
                      context.clock.now(),
                      context.distiller.name(),
                      distilled.engine,
                      context.distiller.version(),
                      static_cast<int>(distilled.insights.size()),
                      {},
                      note_of(distilled),
                      distilled.provisional};
  if (record.engine.empty()) record.engine = record.wanted;
  for (const auto& [reason, count] : distilled.dropped) record.dropped.push_back({reason, count});
  return record;
}

// When a stand-in's work is done again: ever more seldom as the episode grows old, so that no count need be kept.
std::optional<Time> again_at(const Context& context, const Subject& subject, const insight::Distilled& distilled) {
  const auto least = context.options.again;
  if (!distilled.provisional || least <= std::chrono::hours{0}) return std::nullopt;
  const Time now = context.clock.now();
  const auto age = std::clamp(now - subject.episode.first_seen, Micros{0}, Micros{std::chrono::days{60}});
  return now + std::max<Micros>(least, age / 2);
}

// What the wanted engine has made stays where it failed this time and another stood in.
bool stands_against(const Context& context, const Subject& subject, const insight::Distilled& distilled) {
  const auto wanted = [&](const Insight& insight) { return insight.engine == context.distiller.name(); };
  return distilled.provisional && std::ranges::any_of(subject.standing, wanted);
}

StepResult keep_standing(Context& context, const Subject& subject, const insight::Distilled& distilled,
                         const store::Work& work) {
  const auto again = again_at(context, subject, distilled);
  const auto note = note_of(distilled);
  const auto done = context.store.write([&](store::Tx& tx) {
    if (again)
      store::reschedule(tx, work, *again, note);
    else
      store::complete(tx, work);
  });
  if (!done) return std::unexpected(done.error());
  context.observe({"distill", subject.episode.title, fmt::format("its insights stay as they were. {}", note), true});
  return {};
}

StepResult keep(Context& context, const Subject& subject, const insight::Distilled& distilled,
                const store::Work& work) {
  const auto& insights = distilled.insights;
  const auto record = record_of(context, subject, distilled);
  const auto again = again_at(context, subject, distilled);
  const auto profiles = context.relating.profiles(insights);
  if (!profiles) return std::unexpected(profiles.error());
  if (auto loaded = context.relating.catch_up(context.store.read()); !loaded) return std::unexpected(loaded.error());
  const Time now = context.clock.now();
  const auto done = context.store.write([&](store::Tx& tx) {
    store::replace_insights(tx, subject.episode.id, insights);
    tell_of_insights(tx, context, news_among(insights, subject));
    store::set_state(tx, subject.episode.id, EpisodeState::distilled, record.note);
    store::put(tx, record);
    store::enqueue(tx, relate_work(subject.episode.id, context.relating.version()), now, store::IfKnown::again);
    if (again)
      store::reschedule(tx, work, *again, record.note);
    else
      store::complete(tx, work);
    if (!tx.doomed()) context.relating.put(*profiles, ids_of(subject.standing));
  });
  if (!done) {
    restore_index(context, subject, insights);
    return std::unexpected(done.error());
  }
  context.observe({"distill", subject.episode.title,
                   fmt::format("{} insights{}{}", insights.size(), record.note.empty() ? "" : ". ", record.note),
                   distilled.provisional});
  return {};
}

// A language the engine does not know is an answer, not a failure.
StepResult keep_undistilled(Context& context, const Subject& subject, const Error& error, const store::Work& work) {
  context.observe({"distill", subject.episode.title, error.message, true});
  const auto done = context.store.write([&](store::Tx& tx) {
    store::set_state(tx, subject.episode.id, EpisodeState::undistilled, error.message);
    tell_of_failure(tx, context, work.key, error.message);
    store::complete(tx, work);
  });
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace

StepResult distill(Context& context, const store::Work& work) {
  auto subject = load(context.store.read(), work.key.subject);
  if (!subject) return std::unexpected(subject.error());
  auto distilled = context.distiller.distill(subject->transcript, context_of(*subject));
  if (!distilled && distilled.error().kind == ErrorKind::unsupported)
    return keep_undistilled(context, *subject, distilled.error(), work);
  if (!distilled) return std::unexpected(distilled.error());
  if (stands_against(context, *subject, *distilled)) return keep_standing(context, *subject, *distilled, work);
  settle(distilled->insights, *subject, context);
  return keep(context, *subject, *distilled, work);
}

Result<void> give_up_distill(Context& context, const store::Work& work, const Error& error) {
  context.observe({"distill", work.key.subject, error.message, true});
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    const auto standing = store::insights_of_episode(tx, work.key.subject);
    if (!standing) return std::unexpected(standing.error());
    const auto state = standing->empty() ? EpisodeState::undistilled : EpisodeState::distilled;
    store::set_state(tx, work.key.subject, state, error.message);
    if (standing->empty()) tell_of_failure(tx, context, work.key, error.message);
    store::bury(tx, work, error.message);
    return {};
  });
}

}  // namespace pith::pipeline
