// pith brief: prints a day's five; today's are made where they are not there yet.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/insight_json.h"
#include "app/output.h"
#include "app/services.h"
#include "app/usage.h"
#include "lib/json/json.h"
#include "pipeline/briefing.h"
#include "stages/delivery/markdown.h"
#include "stages/delivery/terminal.h"
#include "store/briefs.h"
#include "store/sourced.h"

namespace pith::app {

namespace {

json::Value pick_as_json(const Pick& pick, const SourcedInsight& source) {
  return json::object({{"id", pick.insight_id},
                       {"headline", source.insight.headline},
                       {"text", source.insight.text},
                       {"speaker", source.insight.speaker},
                       {"show", source.show.title},
                       {"episode", source.episode.id},
                       {"episode_guid", source.episode.guid},
                       {"episode_title", source.episode.title},
                       {"score", source.insight.score},
                       {"reason", pick.reason},
                       {"evidence", evidence_as_json(source.insight)}});
}

Result<std::string> as_json(const store::Session& session, const Brief& brief) {
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  const auto sources = store::sourced_insights(session, ids);
  if (!sources) return std::unexpected(sources.error());
  auto picks = json::array();
  for (const auto& source : *sources)
    for (const auto& pick : brief.picks)
      if (pick.insight_id == source.insight.id) picks.push(pick_as_json(pick, source));
  const auto value = json::object(
      {{"id", brief.id}, {"day", format_day(brief.day)}, {"note", brief.note}, {"picks", std::move(picks)}});
  return json::write(value) + "\n";
}

Result<Brief> wanted_brief(pipeline::Context& context, const Reader& reader, const std::string& day) {
  const auto today = day_in(reader.zone, context.clock.now());
  if (day.empty()) return pipeline::brief_of(context, reader, today);
  const auto wanted = parse_day(day);
  if (!wanted) return wrong_usage(fmt::format("--day must be a day as 2026-11-25, but is {}", day));
  if (*wanted == today) return pipeline::brief_of(context, reader, today);
  auto known = store::brief_of_day(context.store.read(), reader.id, *wanted);
  if (!known) return std::unexpected(known.error());
  if (!*known) return fail(ErrorKind::not_found, fmt::format("there is no brief of {}", day));
  return std::move(**known);
}

}  // namespace

Result<int> run_brief(Program& program, const Arguments& arguments) {
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  const auto reader = ensure_home_reader(program);
  if (!reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  const auto brief = wanted_brief(context, *reader, arguments.get("--day"));
  if (!brief) return std::unexpected(brief.error());
  if (program.json()) {
    const auto text = as_json(context.store.read(), *brief);
    if (!text) return std::unexpected(text.error());
    print(*text);
    return 0;
  }
  const auto view = pipeline::view_of_brief(context, *brief, *reader);
  if (!view) return std::unexpected(view.error());
  print(arguments.has("--markdown")
            ? delivery::render_markdown(*view)
            : delivery::render_terminal(*view, {.width = terminal_width(), .colour = is_terminal(), .links = true}));
  return 0;
}

}  // namespace pith::app
