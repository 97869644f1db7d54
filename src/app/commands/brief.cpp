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
#include "store/episodes.h"
#include "store/shows.h"
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

// What stands before a pick, in the order in which one comes about; added to why there is none.
Result<std::string> why_empty(const store::Session& session, const std::string& note) {
  const auto counts = store::counts(session);
  if (!counts) return std::unexpected(counts.error());
  if (counts->shows == 0) return std::string("No show is followed yet: pith add URL follows one.");
  const auto states = store::count_by_state(session);
  if (!states) return std::unexpected(states.error());
  const auto in = [&](EpisodeState state) { return states->contains(state) ? states->at(state) : 0; };
  std::string why = counts->insights > 0 ? note : "";
  if (const auto due = in(EpisodeState::fetching) + in(EpisodeState::transcribed); due > 0)
    why += fmt::format(" {} to be fetched and distilled: pith scan does it now, pith serve by itself.",
                       counted(due, "episode is", "episodes are"));
  if (const auto waiting = in(EpisodeState::waiting); waiting > 0)
    why += fmt::format(" {} transcripts; the status page says what each waits for.",
                       waiting == 1 ? "1 episode waits for its" : fmt::format("{} episodes wait for their", waiting));
  return why.empty() ? note : why.substr(why.find_first_not_of(' '));
}

}  // namespace

Result<int> run_brief(Program& program, const Arguments& arguments) {
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  const auto reader = ensure_home_reader(program);
  if (!reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  auto brief = wanted_brief(context, *reader, arguments.get("--day"));
  if (!brief) return std::unexpected(brief.error());
  if (brief->picks.empty()) {
    auto why = why_empty(context.store.read(), brief->note);
    if (!why) return std::unexpected(why.error());
    brief->note = *std::move(why);
  }
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
