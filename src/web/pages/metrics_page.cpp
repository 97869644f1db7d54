// GET /metrics, for the owner and for programs on this machine, in Prometheus' text format 0.0.4: what a self-hoster
// watches. Sums over what the store holds, so they outlast restarts.
#include <map>

#include <fmt/format.h>

#include "store/answers.h"
#include "store/deliveries.h"
#include "store/distillations.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/names.h"
#include "store/shows.h"
#include "store/work.h"
#include "web/gate.h"
#include "web/pages/pages.h"

namespace pith::web {

namespace {

using Label = std::pair<std::string_view, std::string_view>;

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\\' || c == '"') out.push_back('\\');
    out += c == '\n' ? "\\n" : std::string(1, c);
  }
  return out;
}

class Metrics {
 public:
  // What follows belongs to it; names that end in _total only grow.
  Metrics& family(std::string_view name, std::string_view help) {
    name_ = name;
    text_ +=
        fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, name.ends_with("_total") ? "counter" : "gauge");
    return *this;
  }
  Metrics& sample(std::initializer_list<Label> labels, double value) {
    std::string list;
    for (const auto& [key, word] : labels)
      list += fmt::format("{}{}=\"{}\"", list.empty() ? "" : ",", key, escaped(word));
    text_ += fmt::format("{}{} {}\n", name_, list.empty() ? "" : "{" + list + "}", value);
    return *this;
  }
  Metrics& sample(std::initializer_list<Label> labels, std::int64_t value) {
    return sample(labels, static_cast<double>(value));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string_view name_;
  std::string text_;
};

void add_holdings(const Context& context, Metrics& metrics) {
  const auto counts = context.take(store::counts(context.store()));
  metrics.family("pith_shows", "Shows that are followed.").sample({}, counts.shows);
  metrics.family("pith_transcripts", "Transcripts in the store.").sample({}, counts.transcripts);
  metrics.family("pith_briefs_total", "Briefs made.").sample({}, counts.briefs);
  metrics.family("pith_episodes", "Episodes by where they stand.");
  for (const auto& [state, count] : context.take(store::count_by_state(context.store())))
    metrics.sample({{"state", store::word_of(state)}}, count);
  metrics.family("pith_insights", "Insights that stand, by the engine that made them.");
  for (const auto& [engine, count] : context.take(store::count_by_engine(context.store())))
    metrics.sample({{"engine", engine}}, count);
  metrics.family("pith_deliveries", "Deliveries by state.");
  for (const auto& [state, count] : context.take(store::count_deliveries(context.store())))
    metrics.sample({{"state", store::word_of(state)}}, count);
}

void add_feeds(const Context& context, Metrics& metrics) {
  std::map<std::string_view, std::int64_t> outcomes = {{"failed", 0}, {"never", 0}, {"well", 0}};
  std::int64_t failures = 0;
  for (const auto& feed : context.take(store::feeds(context.store()))) {
    if (feed.ended) continue;
    ++outcomes[!feed.last_polled ? "never" : feed.problem.empty() ? "well" : "failed"];
    failures += feed.failures;
  }
  metrics.family("pith_feeds", "Feeds that are polled, by how their last poll ended.");
  for (const auto& [outcome, count] : outcomes) metrics.sample({{"last_poll", outcome}}, count);
  metrics.family("pith_feed_failures", "Polls that failed since each feed was last well, summed.").sample({}, failures);
}

void add_work(const Context& context, Metrics& metrics) {
  const auto counts = context.take(store::count_work(context.store()));
  metrics.family("pith_work", "Work by step and state.");
  std::int64_t dead = 0;
  for (const auto& work : counts) {
    metrics.sample({{"step", work.step}, {"state", store::word_of(work.state)}}, work.count);
    if (work.state == store::WorkState::dead) dead += work.count;
  }
  metrics.family("pith_dead_letters", "Work that was given up for now.").sample({}, dead);
  metrics.family("pith_work_overdue", "Work that is due now.")
      .sample({}, context.take(store::count_due(context.store(), context.now)));
}

void add_distilling(const Context& context, Metrics& metrics) {
  const auto engines = context.take(store::distillations_by_engine(context.store()));
  metrics.family("pith_distillations_total", "Episodes distilled, again and again, by the engine asked.");
  for (const auto& [engine, totals] : engines) metrics.sample({{"engine", engine}}, totals.runs);
  metrics.family("pith_stand_ins_total", "Of them, those that another engine stood in for.");
  for (const auto& [engine, totals] : engines) metrics.sample({{"engine", engine}}, totals.stand_ins);
  metrics.family("pith_insights_dropped_total", "Insights that fell, by the engine asked and the reason.");
  for (const auto& [engine, totals] : engines)
    for (const auto& [reason, count] : totals.dropped) metrics.sample({{"engine", engine}, {"reason", reason}}, count);
}

void add_model(const Context& context, Metrics& metrics) {
  const auto ever = context.take(store::answer_totals(context.store(), Time{}));
  const auto today =
      context.take(store::answer_totals(context.store(), std::chrono::floor<std::chrono::days>(context.now)));
  metrics.family("pith_llm_answers_total", "Answers of the language model, by purpose.")
      .sample({{"purpose", "insights"}}, ever.answers - ever.repairs - ever.checks)
      .sample({{"purpose", "repair"}}, ever.repairs)
      .sample({{"purpose", "doctor"}}, ever.checks);
  metrics.family("pith_llm_tokens_total", "Tokens sent and answered.")
      .sample({{"kind", "prompt"}}, ever.prompt_tokens)
      .sample({{"kind", "completion"}}, ever.completion_tokens);
  metrics.family("pith_llm_cost_total", "Spent, in the prices' currency.")
      .sample({}, static_cast<double>(ever.cost) / 1e6);
  metrics.family("pith_llm_answer_seconds_total", "Time that answers took.")
      .sample({}, static_cast<double>(ever.latency.count()) / 1e3);
  metrics.family("pith_llm_insights_offered_total", "Insights that the language model offered.")
      .sample({}, ever.offered);
  metrics.family("pith_llm_insights_stood_total", "Of them, those that were proven.").sample({}, ever.stood);
  metrics.family("pith_llm_tokens_today", "Tokens sent and answered on this UTC day.")
      .sample({}, today.prompt_tokens + today.completion_tokens);
  metrics.family("pith_llm_cost_today", "Spent on this UTC day.").sample({}, static_cast<double>(today.cost) / 1e6);
}

}  // namespace

Answer metrics_page(const Context& context) {
  if (!context.options.for_owner && !is_from_here(context.request))
    return fail(ErrorKind::refused, "Metrics are for the owner of this Pith, or for who asks from its own machine.");
  Metrics metrics;
  add_holdings(context, metrics);
  add_feeds(context, metrics);
  add_work(context, metrics);
  add_distilling(context, metrics);
  add_model(context, metrics);
  return http::Response{200,
                        {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
                        metrics.take()};
}

}  // namespace pith::web
