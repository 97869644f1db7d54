// How Pith is: what is there, what is under way, and for its owner what is the matter.
#include <algorithm>
#include <chrono>
#include <ranges>

#include "base/url.h"
#include "stages/delivery/insight_json.h"
#include "store/answers.h"
#include "store/distillations.h"
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
constexpr int model_episodes_told = 20;
constexpr std::string_view model_engine = "llm";

json::Value counts_view(const store::Counts& counts) {
  return json::object({{"shows", counts.shows},
                       {"episodes", counts.episodes},
                       {"transcripts", counts.transcripts},
                       {"insights", counts.insights},
                       {"briefs", counts.briefs}});
}

json::Value troubled_feeds(const Context& context, const std::vector<Feed>& feeds) {
  auto list = json::array();
  for (const auto& feed : feeds) {
    const auto* show = feed.ended || feed.problem.empty() ? nullptr : context.reading.show(feed.show_id);
    if (show == nullptr) continue;
    auto one = json::object({{"show", delivery::short_show_json(*show)}, {"problem", feed.problem}});
    if (feed.last_polled) one.set("asked", format_rfc3339(*feed.last_polled));
    if (feed.last_good) one.set("last_well", format_rfc3339(*feed.last_good));
    list.push(one.set("next", format_rfc3339(feed.next_poll)));
  }
  return list;
}

// How many are well, and when the next of them is asked.
json::Value feeds_view(const Context& context, const std::vector<Feed>& feeds) {
  std::int64_t well = 0;
  auto next = Time::max();
  for (const auto& feed : feeds) {
    if (feed.ended || !feed.problem.empty() || context.reading.show(feed.show_id) == nullptr) continue;
    ++well;
    next = std::min(next, feed.next_poll);
  }
  auto out = json::object({{"well", well}});
  return well == 0 ? out : out.set("next", format_rfc3339(next));
}

// Addresses that were given and could not be followed. What may be a password in them is left out.
json::Value not_followed(const Context& context) {
  auto list = json::array();
  for (const auto& work : context.take(store::work_in_trouble(context.store(), "follow")))
    list.push(json::object({{"address", redact_url(work.key.subject)},
                            {"problem", work.error},
                            {"again", work.state == store::WorkState::due}}));
  return list;
}

std::int64_t count_waiting(const Context& context) {
  const auto by_state = context.take(store::count_by_state(context.store()));
  const auto found = by_state.find(EpisodeState::waiting);
  return found == by_state.end() ? 0 : found->second;
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

json::Value spent(const AnswerTotals& totals) {
  return json::object({{"answers", totals.answers},
                       {"repairs", totals.repairs},
                       {"checks", totals.checks},
                       {"prompt_tokens", totals.prompt_tokens},
                       {"answer_tokens", totals.completion_tokens},
                       {"cost", static_cast<double>(totals.cost) / 1e6},
                       {"seconds", delivery::json_seconds(totals.latency)},
                       {"offered", totals.offered},
                       {"stood", totals.stood}});
}

// What the language model answered and what became of it, by UTC day, newest first.
json::Value model_days(const Context& context) {
  const auto since = std::chrono::floor<std::chrono::days>(context.now) - std::chrono::days(model_days_told - 1);
  auto answers = context.take(store::answer_totals_by_day(context.store(), since));
  const auto runs = context.take(store::distillations_by_day(context.store(), model_engine, since));
  for (const auto& day : runs | std::views::keys) answers.try_emplace(day);
  auto list = json::array();
  for (const auto& [day, totals] : answers | std::views::reverse) {
    const auto found = runs.find(day);
    const auto& made = found == runs.end() ? store::DistillationTotals{} : found->second;
    auto dropped = json::object();
    for (const auto& [reason, count] : made.dropped) dropped.set(reason, count);
    auto one = spent(totals).set("stand_ins", made.stand_ins).set("dropped", std::move(dropped));
    list.push(one.set("day", format_day(day)));
  }
  return list;
}

// The same of the latest episodes it was asked for.
json::Value model_episodes(const Context& context) {
  auto list = json::array();
  for (const auto& made :
       context.take(store::recent_distillations(context.store(), model_engine, {model_episodes_told, 0}))) {
    const auto* episode = context.reading.episode(made.episode_id);
    if (episode == nullptr || context.reading.show(episode->show_id) == nullptr) continue;
    auto dropped = json::object();
    for (const auto& drop : made.dropped) dropped.set(drop.reason, drop.count);
    auto one = spent(context.take(store::answer_totals_of_episode(context.store(), episode->id)));
    one.set("episode", json::object({{"id", episode->id}, {"title", episode->title}}));
    one.set("insights", made.insights).set("dropped", std::move(dropped));
    delivery::set_if(one, "note", made.note);
    list.push(std::move(one));
  }
  return list;
}

}  // namespace

Result<json::Value> status(const Context& context) {
  const auto progress = context.take(progress_of(context.store(), context.now, context.options.for_owner));
  auto under_way = json::array();
  for (const auto& [step, count] : progress.pending) under_way.push(json::object({{"step", step}, {"count", count}}));
  auto out = json::object({{"counts", counts_view(progress.counts)}, {"under_way", std::move(under_way)}});
  if (!context.options.for_owner) return out;  // errors name servers and addresses that are the owner's affair
  const auto feeds = context.take(store::feeds(context.store()));
  out.set("feeds", feeds_view(context, feeds)).set("troubled_feeds", troubled_feeds(context, feeds));
  out.set("not_followed", not_followed(context));
  out.set("waiting", waiting_episodes(context)).set("waiting_in_all", count_waiting(context));
  out.set("given_up", given_up(context)).set("tried_again", tried_again(context));
  out.set("model", model_days(context)).set("model_episodes", model_episodes(context));
  return out;
}

}  // namespace pith::web::api
