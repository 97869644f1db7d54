// pith search: insights, and what was said, by words.
#include "store/search.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "lib/json/json.h"

namespace pith::app {

namespace {

json::Value as_json(const store::InsightHit& hit) {
  return json::object(
      {{"id", hit.insight_id}, {"episode", hit.episode_id}, {"headline", hit.headline}, {"text", hit.text}});
}

json::Value as_json(const store::PassageHit& hit) {
  return json::object({{"episode", hit.episode_id},
                       {"start", static_cast<double>(hit.start.count()) / 1000},
                       {"speaker", hit.speaker},
                       {"text", hit.text}});
}

}  // namespace

Result<int> run_search(Program& program, const Arguments& arguments) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto query = fmt::format("{}", fmt::join(arguments.all("WORDS"), " "));
  const auto session = (*store)->read();
  const auto insights = store::search_insights(session, query, {10, 0});
  if (!insights) return std::unexpected(insights.error());
  const auto passages = store::search_passages(session, query, {10, 0});
  if (!passages) return std::unexpected(passages.error());
  if (program.json()) {
    auto found = json::array();
    for (const auto& hit : *insights) found.push(as_json(hit));
    auto said = json::array();
    for (const auto& hit : *passages) said.push(as_json(hit));
    print(json::write(json::object({{"insights", std::move(found)}, {"passages", std::move(said)}})) + "\n");
    return 0;
  }
  for (const auto& hit : *insights) print(fmt::format("{}  {}\n  {}\n\n", hit.insight_id, hit.headline, hit.text));
  for (const auto& hit : *passages)
    print(fmt::format("{} at {}, {}:\n  {}\n\n", hit.episode_id, format_position(hit.start), hit.speaker, hit.text));
  if (insights->empty() && passages->empty()) print(fmt::format("nothing was found for {}\n", query));
  return 0;
}

}  // namespace pith::app
