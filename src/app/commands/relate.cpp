// pith relate: relates the insights of a file to one another; pith related: what the archive has beside one insight.
#include "stages/storyline/relate.h"

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "index/profile_index.h"
#include "lib/json/json.h"
#include "pipeline/relating.h"
#include "stages/storyline/relate_file.h"
#include "store/insights.h"
#include "store/sourced.h"

namespace pith::app {

namespace {

index::Search page_search() { return {storyline::kTermShare, storyline::kVectorShare, storyline::kPageFloor}; }

}  // namespace

Result<int> run_relate(Program& program, const Arguments& arguments) {
  const auto name = arguments.get("FILE");
  const auto bytes = read_file(name);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes) return fail(ErrorKind::not_found, fmt::format("there is no file {}", name));
  const auto insights = storyline::read_insight_lines(**bytes);
  if (!insights) return std::unexpected(insights.error().within(name));
  const auto model_bytes = program.data().file("models/words-en.bin");
  if (!model_bytes) return std::unexpected(model_bytes.error());
  const auto words = text::WordModel::read(*model_bytes);
  if (!words) return std::unexpected(words.error());
  const text::WordVectorEmbedder embedder(*words);
  const auto profiles = storyline::Profiler(*words, embedder).profiles(*insights);
  if (!profiles) return std::unexpected(profiles.error());
  index::ProfileIndex index;
  for (const auto& profile : *profiles) index.put(profile);
  const auto near = [&](const Profile& profile) { return index.near(profile, page_search()); };
  print(storyline::relations_as_json(*profiles, near) + "\n");
  return 0;
}

Result<int> run_related(Program& program, const Arguments& arguments) {
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  const auto session = context.store.read();
  const auto id = arguments.get("ID");
  const auto insight = store::insight_by_id(session, id);
  if (!insight) return std::unexpected(insight.error());
  if (!*insight) return fail(ErrorKind::not_found, fmt::format("there is no insight {}", id));
  if (auto loaded = context.relating.load(session); !loaded) return std::unexpected(loaded.error());
  const auto profile = context.relating.profiles({&**insight, 1});
  if (!profile) return std::unexpected(profile.error());
  const auto near = storyline::page_list(context.relating.archive().near(profile->front(), page_search()));
  auto list = json::array();
  for (const auto& neighbour : near) {
    const auto found = store::sourced_insights(session, std::vector<std::string>{neighbour.key.insight_id});
    if (!found) return std::unexpected(found.error());
    if (found->empty()) continue;
    const auto& [other, episode, show] = found->front();
    const auto score = storyline::likeness(neighbour.nearness);
    const bool same = storyline::restates(neighbour.nearness);
    list.push(json::object(
        {{"id", other.id}, {"score", score}, {"restates", same}, {"headline", other.headline}, {"show", show.title}}));
    if (!program.json())
      print(fmt::format("{:.2f}  {}  {}{}\n      {}, {}\n", score, other.id, other.headline,
                        same ? " (says the same)" : "", show.title, episode.title));
  }
  if (program.json()) print(json::write(json::object({{"id", id}, {"related", std::move(list)}})) + "\n");
  return 0;
}

}  // namespace pith::app
