// pith search: insights, by words and meaning, and what was said, by words.
#include <iostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/insight_json.h"
#include "app/output.h"
#include "app/program.h"
#include "app/settings_values.h"
#include "app/show_named.h"
#include "app/usage.h"
#include "base/civil_day.h"
#include "lib/json/json.h"
#include "pipeline/relating.h"
#include "search/engine.h"
#include "store/episodes.h"
#include "store/shows.h"
#include "store/sourced.h"

namespace pith::app {

namespace {

constexpr std::size_t most = 10;  // of either

Result<std::optional<Time>> day_given(const Program& program, const Arguments& arguments, std::string_view option) {
  const auto given = arguments.get(option);
  if (given.empty()) return std::optional<Time>{};
  const auto day = parse_day(given);
  if (!day) return wrong_usage(fmt::format("{} must be a day as 2026-11-25, but is {}", option, given));
  return instant_of(zone_of(program.settings()), option == "--until" ? next_day(*day) : *day, {});
}

Result<store::Narrow> narrow_of(const Program& program, const store::Session& session, const Arguments& arguments) {
  store::Narrow narrow;
  if (const auto name = arguments.get("--show"); !name.empty()) {
    const auto show = show_meant(session, name);
    if (!show) return std::unexpected(show.error());
    narrow.show_id = show->id;
  }
  if (const auto name = arguments.get("--person"); !name.empty()) {
    auto speakers = store::speakers_called(session, name, narrow.with_private);
    if (!speakers) return std::unexpected(speakers.error());
    if (speakers->empty()) return fail(ErrorKind::not_found, fmt::format("nobody called {} is known to speak", name));
    narrow.speakers = std::move(*speakers);
  }
  auto since = day_given(program, arguments, "--since");
  if (!since) return std::unexpected(since.error());
  auto until = day_given(program, arguments, "--until");
  if (!until) return std::unexpected(until.error());
  narrow.since = *since;
  narrow.until = *until;
  if (*since && *until && **until <= **since)
    return wrong_usage(fmt::format("--since {} is after --until {}: there is no day between them",
                                   arguments.get("--since"), arguments.get("--until")));
  return narrow;
}

Result<search::By> by_given(const Arguments& arguments) {
  const auto how = arguments.get("--by");
  if (how.empty() || how == "both") return search::By::both;
  if (how == "words") return search::By::words;
  if (how == "meaning") return search::By::meaning;
  return wrong_usage(fmt::format("--by must be words, meaning or both, but is {}", how));
}

json::Value as_json(const search::FoundInsight& found, const SourcedInsight& source) {
  auto by = json::array();
  if (found.by_words) by.push("words");
  if (found.by_meaning) by.push("meaning");
  return json::object({{"id", found.hit.insight_id},
                       {"headline", found.hit.headline},
                       {"text", found.hit.text},
                       {"speaker", source.insight.speaker},
                       {"show", source.show.title},
                       {"episode", found.hit.episode_id},
                       {"title", source.episode.title},
                       {"published", format_rfc3339(source.episode.published)},
                       {"by", std::move(by)},
                       {"evidence", evidence_as_json(source.insight)}});
}

json::Value as_json(const store::PassageHit& hit, const Show& show, const Episode& episode) {
  return json::object({{"show", show.title},
                       {"episode", hit.episode_id},
                       {"title", episode.title},
                       {"published", format_rfc3339(episode.published)},
                       {"start", seconds_of(hit.start)},
                       {"end", seconds_of(hit.end)},
                       {"speaker", hit.speaker},
                       {"text", hit.text}});
}

// What was found, with where it is from.
struct Sourced {
  std::vector<std::pair<search::FoundInsight, SourcedInsight>> insights;
  struct Passage {
    store::PassageHit hit;
    Episode episode;
    Show show;
  };
  std::vector<Passage> passages;
};

Result<Sourced> sourced(const store::Session& session, const search::Found& found) {
  Sourced all;
  for (const auto& one : found.insights) {
    auto sources = store::sourced_insights(session, std::vector<std::string>{one.hit.insight_id});
    if (!sources) return std::unexpected(sources.error());
    if (!sources->empty()) all.insights.emplace_back(one, std::move(sources->front()));
  }
  for (const auto& hit : found.passages) {
    auto episode = store::episode_by_id(session, hit.episode_id);
    if (!episode) return std::unexpected(episode.error());
    auto show = store::show_by_id(session, hit.show_id);
    if (!show) return std::unexpected(show.error());
    if (*episode && *show) all.passages.push_back({hit, **std::move(episode), **std::move(show)});
  }
  return all;
}

json::Value as_json(std::string_view query, const search::Found& found, const Sourced& sources) {
  auto insights = json::array();
  for (const auto& [one, source] : sources.insights) insights.push(as_json(one, source));
  auto passages = json::array();
  for (const auto& [hit, episode, show] : sources.passages) passages.push(as_json(hit, show, episode));
  return json::object({{"query", query},
                       {"insights", std::move(insights)},
                       {"passages", std::move(passages)},
                       {"did_you_mean", found.did_you_mean},
                       {"corrected", found.corrected}});
}

// "Ada Lovelace on The Deep Grid, “Starting a city from cold”, at 12:05"
std::string origin(std::string_view speaker, const Show& show, const Episode& episode,
                   std::chrono::milliseconds start) {
  return fmt::format("{} on {}, “{}”, at {}", speaker.empty() ? "unknown speaker" : speaker, in_brief(show.title),
                     in_brief(episode.title), format_position(start));
}

void print_found(std::string_view query, const search::Found& found, const Sourced& sources) {
  if (found.corrected)
    print(fmt::format("nothing was found for {}; this is for {}\n\n", query, found.did_you_mean));
  else if (!found.did_you_mean.empty())
    print(fmt::format("did you mean {}?\n\n", found.did_you_mean));
  for (const auto& [one, source] : sources.insights) {
    const auto& [insight, episode, show] = source;
    print(fmt::format("{}  {}{}\n  {}\n  {}\n", insight.id, insight.headline,
                      one.by_words || !one.by_meaning ? "" : " (near)", one.hit.text,
                      origin(insight.speaker, show, episode, insight.key_start)));
    print(one.copies.empty() ? "\n" : fmt::format("  the same recording: {}\n\n", fmt::join(one.copies, ", ")));
  }
  for (const auto& [hit, episode, show] : sources.passages)
    print(fmt::format("{}  {}\n  {}\n\n", episode.id, origin(hit.speaker, show, episode, hit.start), hit.text));
  if (found.nothing()) print(fmt::format("nothing was found for {}\n", query));
}

Result<void> answer(const Program& program, const store::Session& session, const search::Engine& engine,
                    const search::Request& request) {
  const auto found = engine.find(session, request);
  if (!found) return std::unexpected(found.error());
  const auto sources = sourced(session, *found);
  if (!sources) return std::unexpected(sources.error());
  if (program.json())
    print(json::write(as_json(request.typed, *found, *sources)) + "\n");
  else
    print_found(request.typed, *found, *sources);
  return {};
}

}  // namespace

Result<int> run_search(Program& program, const Arguments& arguments) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto session = (*store)->read();
  auto narrow = narrow_of(program, session, arguments);
  if (!narrow) return std::unexpected(narrow.error());
  const auto by = by_given(arguments);
  if (!by) return std::unexpected(by.error());
  const auto words = read_words(program.data());
  if (!words) return std::unexpected(words.error());
  const text::WordVectorEmbedder embedder(*words);
  pipeline::Relating relating(*words, embedder);
  if (*by != search::By::words)
    if (auto loaded = relating.catch_up(session); !loaded) return std::unexpected(loaded.error());
  const search::Engine engine(*words, embedder, relating.archive());
  search::Request request{
      .narrow = std::move(*narrow), .by = *by, .insights = most, .passages = arguments.has("--insights") ? 0 : most};
  request.typed = fmt::format("{}", fmt::join(arguments.all("WORDS"), " "));
  if (request.typed.find_first_not_of(" \t\r\n") == std::string::npos && !request.narrow.narrows())
    return wrong_usage("nothing can be found by no words");
  if (request.typed != "-") {
    if (auto done = answer(program, session, engine, request); !done) return std::unexpected(done.error());
    return 0;
  }
  while (std::getline(std::cin, request.typed))
    if (auto done = answer(program, session, engine, request); !done) return std::unexpected(done.error());
  return 0;
}

}  // namespace pith::app
