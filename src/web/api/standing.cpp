// How Pith is: what is there, what is under way, and for its owner what is the matter.
#include <chrono>
#include <ranges>

#include "stages/delivery/insight_json.h"
#include "store/answers.h"
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
constexpr int model_days_told = 7;

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
    if (show != nullptr)
      list.push(json::object({{"show", delivery::short_show_json(*show)}, {"problem", feed.problem}}));
  }
  return list;
}

json::Value waiting_episodes(const Context& context) {
  auto list = json::array();
  for (const auto& row :
       context.take(store::episodes_in_state(context.store(), EpisodeState::waiting, {most_told, 0}))) {
    const auto* episode = context.reading.episode(row.id);
    const auto* show = episode != nullptr ? context.reading.show(row.show_id) : nullptr;
    if (show != nullptr) list.push(Views(context).episode(*episode, *show));
  }
  return list;
}

json::Value given_up(const Context& context) {
  auto list = json::array();
  for (const auto& work : context.take(store::dead_work(context.store(), most_told)))
    list.push(json::object({{"step", work.key.step},
                            {"subject", subject_of(context, work.key.subject)},
                            {"attempts", work.attempts},
                            {"problem", work.error}}));
  return list;
}

json::Value tried_again(const Context& context) {
  auto list = json::array();
  for (const auto& work : context.take(store::work_put_off(context.store(), most_told)))
    list.push(json::object({{"step", work.key.step},
                            {"subject", subject_of(context, work.key.subject)},
                            {"due", format_rfc3339(work.due)},
                            {"problem", work.error}}));
  return list;
}

// What the language model answered and what of it stood, by UTC day, newest first.
json::Value model_days(const Context& context) {
  const auto since = std::chrono::floor<std::chrono::days>(context.now) - std::chrono::days(model_days_told - 1);
  auto list = json::array();
  const auto days = context.take(store::answer_totals_by_day(context.store(), since));
  for (const auto& [day, totals] : days | std::views::reverse)
    list.push(json::object({{"day", format_day(day)},
                            {"answers", totals.answers},
                            {"prompt_tokens", totals.prompt_tokens},
                            {"answer_tokens", totals.completion_tokens},
                            {"cost", static_cast<double>(totals.cost) / 1e6},
                            {"offered", totals.offered},
                            {"stood", totals.stood}}));
  return list;
}

}  // namespace

Result<json::Value> status(const Context& context) {
  const auto progress = context.take(progress_of(context.store(), context.now, context.options.for_owner));
  auto under_way = json::array();
  for (const auto& [step, count] : progress.pending) under_way.push(json::object({{"step", step}, {"count", count}}));
  auto out = json::object({{"counts", counts_view(progress.counts)}, {"under_way", std::move(under_way)}});
  if (!context.options.for_owner) return out;  // errors name servers and addresses that are the owner's affair
  out.set("troubled_feeds", troubled_feeds(context));
  out.set("waiting", waiting_episodes(context));
  out.set("given_up", given_up(context)).set("tried_again", tried_again(context));
  out.set("model", model_days(context));
  return out;
}

}  // namespace pith::web::api
