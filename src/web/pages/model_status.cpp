#include "web/pages/model_status.h"

#include <ranges>
#include <set>

#include <fmt/format.h>

#include "store/answers.h"
#include "store/distillations.h"
#include "store/feeds.h"
#include "store/work.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr std::string_view engine = "llm";
constexpr int days_shown = 7;
constexpr int episodes_shown = 20;
constexpr int later_shown = 30;

// "12 answers, 2 of them repairs, 1 to doctor; 34,120 tokens sent, 5,020 answered; 0.1234 spent; 2.1 s an answer".
std::string spent_in(const AnswerTotals& totals) {
  if (totals.answers == 0) return "No answer was paid for.";
  auto text = counted(totals.answers, "answer", "answers");
  if (totals.repairs > 0) text += fmt::format(", {} of them repairs", totals.repairs);
  if (totals.checks > 0) text += fmt::format(", {} to doctor", totals.checks);
  text += fmt::format("; {} sent, {} answered", counted(totals.prompt_tokens, "token", "tokens"),
                      counted(totals.completion_tokens, "token", "tokens"));
  if (totals.cost > 0) text += fmt::format("; {:.4f} spent", static_cast<double>(totals.cost) / 1e6);
  const auto mean = static_cast<double>(totals.latency.count()) / 1e3 / static_cast<double>(totals.answers);
  return text + fmt::format("; {:.1f} s an answer", mean);
}

// "fell: number 2, quote 1".
template <class Drops>
std::string fallen(const Drops& drops) {
  std::string text;
  for (const auto& [reason, count] : drops) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", reason, count);
  return text.empty() ? "none fell" : "fell: " + text;
}

std::string day_became(const AnswerTotals& totals, const store::DistillationTotals& runs) {
  auto text = fmt::format("{} of {} stood; {}", totals.stood, counted(totals.offered, "insight", "insights"),
                          fallen(runs.dropped));
  if (runs.stand_ins > 0)
    text += fmt::format("; the built-in distiller stood in for {}", counted(runs.stand_ins, "episode", "episodes"));
  return text;
}

std::string episode_became(const Distillation& made) {
  std::vector<std::pair<std::string, int>> drops;
  for (const auto& drop : made.dropped) drops.emplace_back(drop.reason, drop.count);
  const auto kept = counted(made.insights, "insight", "insights");
  const auto text = fmt::format("{}; {}", kept, fallen(drops));
  return made.note.empty() ? text : fmt::format("{}. {}", text, made.note);
}

}  // namespace

std::string subject_of(const Context& context, std::string_view id) {
  if (const auto* episode = id.starts_with("ep_") ? context.reading.episode(id) : nullptr) return episode->title;
  const auto feed = id.starts_with("fe_") ? context.take(store::feed_by_id(context.store(), id)) : std::nullopt;
  const auto* show = feed ? context.reading.show(feed->show_id) : nullptr;
  return show != nullptr ? show->title : std::string(id);
}

void add_model(const Context& context, templates::Values& body) {
  const auto since = std::chrono::floor<std::chrono::days>(context.now) - std::chrono::days(days_shown - 1);
  auto answers = context.take(store::answer_totals_by_day(context.store(), since));
  auto runs = context.take(store::distillations_by_day(context.store(), engine, since));
  const auto latest = context.take(store::recent_distillations(context.store(), engine, {episodes_shown, 0}));
  std::set<CivilDay> days;
  for (const auto& day : answers | std::views::keys) days.insert(day);
  for (const auto& day : runs | std::views::keys) days.insert(day);
  if (days.empty() && latest.empty()) return;
  auto& section = body.add("MODEL");
  for (const auto& day : days | std::views::reverse) {
    auto& row = section.add("DAY");
    row.set("DATE", format_day(day)).set("DATE_LONG", date_without_weekday(day));
    row.set("SPENT", spent_in(answers[day])).set("BECAME", day_became(answers[day], runs[day]));
  }
  for (const auto& made : latest) {
    const auto* episode = context.reading.episode(made.episode_id);
    if (episode == nullptr || context.reading.show(episode->show_id) == nullptr) continue;
    auto& row = section.add("ROW");
    row.set("URL", links().episode(episode->id)).set("TEXT", episode->title);
    row.set("SPENT", spent_in(context.take(store::answer_totals_of_episode(context.store(), episode->id))));
    row.set("BECAME", episode_became(made));
  }
}

void add_later(const Context& context, templates::Values& body) {
  const auto works = context.take(store::work_put_off(context.store(), later_shown));
  if (works.empty()) return;
  auto& section = body.add("LATER");
  for (const auto& work : works) {
    auto& row = section.add("ROW");
    row.set("WHAT", subject_of(context, work.key.subject)).set("WHY", work.error);
    const auto when = work.due <= context.now ? "now" : relative_time(work.due, context.now);
    row.set("WHEN", fmt::format("{} again {}", work.key.step, when));
  }
}

}  // namespace pith::web
