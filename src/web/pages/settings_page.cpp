// GET /settings: what the reader set, what was learnt of them, and the way to undo each. GET /settings/export.
#include <fmt/format.h>

#include "lib/json/json.h"
#include "store/insights.h"
#include "store/reader_export.h"
#include "store/tastes.h"
#include "web/account.h"
#include "web/learnt.h"
#include "web/pages/forms.h"
#include "web/pages/programs.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

void fill_times(const Context& context, templates::Values& body, const Reader& reader, const Filled& filled) {
  auto& section = body.add(context.visit.at_home() ? "SET_IN_FILE" : "TIMES");
  section.set("HOUR", hour_text(reader.hour)).set("ZONE_NOW", reader.zone);
  section.set("EMAIL", reader.email.empty() ? "nobody: pages only" : reader.email);
  if (context.visit.at_home()) return;
  const bool typed = filled.form.has("zone");
  add_when(section,
           typed ? When{line_of(filled.form, "hour"), line_of(filled.form, "zone", 64)}
                 : When{hour_text(reader.hour), reader.zone},
           filled.faults);
}

std::string standing(const Context& context, const Reader& reader) {
  if (reader.state != ReaderState::active) return "No mail is sent to you.";
  if (reader.email.empty()) return "Your brief is on these pages; no mail is sent.";
  const auto next = brief_due(reader, context.now).next;
  return fmt::format("The brief leaves every day at {}; the next one on {}.", hour_text(reader.hour),
                     format_day_long(day_in(reader.zone, next)));
}

std::string_view kind_text(InterestKind kind) {
  switch (kind) {
    case InterestKind::topic:
      return "topic";
    case InterestKind::show:
      return "show";
    case InterestKind::person:
      return "person";
    case InterestKind::words:
      break;
  }
  return "words";
}

void add_interests(const Context& context, templates::Values& body, const Reader& reader) {
  const auto interests = context.take(store::interests_of(context.store(), reader.id));
  if (interests.empty()) return;
  auto& section = body.add("INTERESTS");
  for (const auto& interest : interests) {
    auto& row = section.add("ROW");
    row.set("KIND", kind_text(interest.kind))
        .set("VALUE", interest.value)
        .set("TEXT", interest_text(context, interest))
        .show_if(interest.kind == InterestKind::person && !is_heard(context, interest), "UNHEARD");
  }
}

void add_verdicts(const Context& context, templates::Values& body, const Reader& reader) {
  constexpr std::size_t shown = 100;
  const auto verdicts = context.take(store::verdicts_of(context.store(), reader.id));
  if (verdicts.empty()) return;
  auto& section = body.add("VERDICTS");
  for (std::size_t n = 0; n < std::min(verdicts.size(), shown); ++n) {
    const auto& verdict = verdicts[n];
    auto insight = context.take(store::insight_by_id(context.store(), verdict.insight_id));
    const auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
    auto& row = section.add("ROW");
    row.set("ID", verdict.insight_id).set("URL", links().insight(verdict.insight_id));
    row.set("HEADLINE", source ? source->insight.headline : "an insight that is no longer here");
    row.set("TASTE", verdict.taste == Taste::more ? "More like this" : "Less like this");
    row.set("WHEN", date_without_weekday(day_in(reader.zone, verdict.given)));
  }
}

void add_learnt(const Context& context, templates::Values& body, const Reader& reader) {
  const auto learnt = learnt_of(context, reader.id);
  if (learnt.empty()) return;
  auto& section = body.add("LEARNT");
  for (const auto& one : learnt) {
    auto& row = section.add("ROW");
    row.set("HOW", one.weight > 0 ? "More" : "Less").set("NAME", one.name).set("SOURCE", brief::source_of(one));
  }
}

}  // namespace

Answer settings_page(const Context& context) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  return settings_with(context, {{}, {}});
}

Answer settings_with(const Context& context, const Filled& filled) {
  const auto& reader = *context.visit.reader();
  Page page(context, "settings.html", "Settings");
  page.within("SETTINGS");
  auto& body = page.body();
  add_form_token(context, body);
  body.set("SENTENCE", standing(context, reader));
  add_outcome(context, body, filled.faults);
  fill_times(context, body, reader, filled);
  body.show(reader.state == ReaderState::active ? "CAN_PAUSE" : "CAN_RESUME");
  add_interests(context, body, reader);
  add_choices(context, body, filled);
  add_verdicts(context, body, reader);
  add_learnt(context, body, reader);
  add_programs(context, body);
  body.show_if(!context.visit.at_home(), "ACCOUNT");
  return page.answer(filled.faults.empty() ? 200 : 400);
}

Answer export_page(const Context& context) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  auto everything = store::export_reader(context.store(), context.visit.reader()->id);
  if (!everything) return std::unexpected(everything.error());
  return http::Response{200,
                        {{"Content-Type", "application/json; charset=utf-8"},
                         {"Content-Disposition", "attachment; filename=\"pith-reader.json\""},
                         {"Cache-Control", "private, no-store"}},
                        json::write(*everything, json::Style::indented) + "\n"};
}

}  // namespace pith::web
