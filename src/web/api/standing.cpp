// How Pith is: what is there, what is under way, and for its owner what is the matter.
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/work.h"
#include "web/api/handlers.h"
#include "web/api/views.h"
#include "web/pages/model_status.h"
#include "web/progress.h"

namespace pith::web::api {

namespace {

constexpr int most_told = 100;  // of each kind of trouble

json::Value counts_view(const store::Counts& counts) {
  return json::object({{"shows", counts.shows},
                       {"episodes", counts.episodes},
                       {"transcripts", counts.transcripts},
                       {"insights", counts.insights},
                       {"briefs", counts.briefs}});
}

json::Value troubled_feeds(const Context& context) {
  auto list = json::array();
  for (const auto& feed : context.take(store::feeds(context.store()))) {
    const auto* show = feed.ended || feed.problem.empty() ? nullptr : context.reading.show(feed.show_id);
    if (show != nullptr) list.push(json::object({{"show", short_show_view(*show)}, {"problem", feed.problem}}));
  }
  return list;
}

json::Value waiting_episodes(const Context& context) {
  auto list = json::array();
  for (const auto& row :
       context.take(store::episodes_in_state(context.store(), EpisodeState::waiting, {most_told, 0}))) {
    const auto* episode = context.reading.episode(row.id);
    const auto* show = episode != nullptr ? context.reading.show(row.show_id) : nullptr;
    if (show != nullptr) list.push(episode_view(*episode, *show));
  }
  return list;
}

json::Value given_up(const Context& context) {
  auto list = json::array();
  for (const auto& work : context.take(store::dead_work(context.store())))
    list.push(json::object({{"step", work.key.step},
                            {"subject", subject_of(context, work.key.subject)},
                            {"attempts", work.attempts},
                            {"problem", work.error}}));
  return list;
}

}  // namespace

Result<json::Value> status(const Context& context) {
  const auto progress = context.take(progress_of(context.store(), context.now));
  auto under_way = json::array();
  for (const auto& [step, count] : progress.pending) under_way.push(json::object({{"step", step}, {"count", count}}));
  auto out = json::object({{"counts", counts_view(progress.counts)}, {"under_way", std::move(under_way)}});
  if (!context.options.for_owner) return out;  // errors name servers and addresses that are the owner's affair
  out.set("troubled_feeds", troubled_feeds(context));
  out.set("waiting", waiting_episodes(context));
  out.set("given_up", given_up(context));
  return out;
}

}  // namespace pith::web::api
