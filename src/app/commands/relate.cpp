// pith relate: relates the insights of a file to one another; pith related: what the archive has beside one insight.
#include "stages/storyline/relate.h"

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/usage.h"
#include "index/profile_index.h"
#include "lib/json/json.h"
#include "pipeline/relating.h"
#include "stages/storyline/relate_file.h"
#include "store/insights.h"
#include "store/sourced.h"

namespace pith::app {

namespace {

json::Value as_json(const Link& link, const SourcedInsight& other) {
  return json::object({{"id", link.to},
                       {"kind", name_of(link.kind)},
                       {"score", link.score},
                       {"headline", other.insight.headline},
                       {"show", other.show.title},
                       {"episode", other.episode.id},
                       {"title", other.episode.title}});
}

std::string as_text(const Link& link, const SourcedInsight& other) {
  return fmt::format("{:.2f}  {}  {}{}\n      {}, {}\n", link.score, link.to, other.insight.headline,
                     link.kind == LinkKind::restates ? " (says the same)" : "", other.show.title, other.episode.title);
}

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
  constexpr index::Search search{storyline::kTermShare, storyline::kVectorShare, storyline::kPageFloor};
  const auto near = [&](const Profile& profile) { return index.near(profile, search); };
  print(storyline::relations_as_json(*profiles, near) + "\n");
  return 0;
}

Result<int> run_related(Program& program, const Arguments& arguments) {
  if (arguments.get("ID").empty()) return wrong_usage("an insight's id must be given, as in_...");
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  const auto session = context.store.read();
  const auto id = arguments.get("ID");
  const auto insight = store::insight_by_id(session, id);
  if (!insight) return std::unexpected(insight.error());
  if (!*insight) return fail(ErrorKind::not_found, fmt::format("there is no insight {}", id));
  if (auto loaded = context.relating.catch_up(session); !loaded) return std::unexpected(loaded.error());
  const auto links = context.relating.related(**insight);
  if (!links) return std::unexpected(links.error());
  auto list = json::array();
  for (const auto& link : *links) {
    const auto found = store::sourced_insights(session, std::vector<std::string>{link.to});
    if (!found) return std::unexpected(found.error());
    if (found->empty()) continue;
    list.push(as_json(link, found->front()));
    if (!program.json()) print(as_text(link, found->front()));
  }
  if (program.json()) print(json::write(json::object({{"id", id}, {"related", std::move(list)}})) + "\n");
  return 0;
}

}  // namespace pith::app
