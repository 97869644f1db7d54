#include "stages/storyline/relate_file.h"

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "domain/storyline.h"
#include "lib/json/json.h"
#include "stages/storyline/relate.h"

namespace pith::storyline {
namespace {

std::vector<std::string> texts_of(const json::Value& list) {
  std::vector<std::string> texts;
  for (const json::Value& item : list.items())
    if (item.is_text()) texts.emplace_back(item.text());
  return texts;
}

Result<Insight> insight_of(std::string_view line) {
  const auto parsed = json::parse(line);
  if (!parsed) return std::unexpected(parsed.error());
  Insight insight;
  insight.id = parsed->at("id").text();
  insight.episode_id = parsed->at("episode").text();
  insight.show_id = parsed->at("show").text();
  insight.headline = parsed->at("headline").text();
  insight.text = parsed->at("text").text();
  insight.topics = texts_of(parsed->at("topics"));
  insight.entities = texts_of(parsed->at("entities"));
  insight.published = parse_rfc3339(parsed->at("published").text()).value_or(Time{});
  if (insight.id.empty() || insight.episode_id.empty() || insight.text.empty())
    return fail(ErrorKind::invalid_input, "an insight needs \"id\", \"episode\" and \"text\"");
  return insight;
}

json::Value answer_of(const Neighbour& neighbour) {
  const auto kind = restates(neighbour.nearness) ? LinkKind::restates : LinkKind::related;
  const double score = std::round(likeness(neighbour.nearness) * 1e4) / 1e4;
  return json::object({{"id", neighbour.key.insight_id}, {"kind", name_of(kind)}, {"score", score}});
}

}  // namespace

Result<std::vector<Insight>> read_insight_lines(std::string_view bytes) {
  std::vector<Insight> insights;
  std::set<std::string> ids;
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto insight = insight_of(line);
    if (!insight) return std::unexpected(insight.error().within(fmt::format("line {}", number)));
    if (!ids.insert(insight->id).second)
      return fail(ErrorKind::invalid_input,
                  fmt::format("line {}: the id \"{}\" was there before", number, insight->id));
    insights.push_back(std::move(*insight));
  }
  return insights;
}

std::string relations_as_json(std::span<const Profile> profiles, const FindNear& near) {
  json::Value all = json::object();
  for (const Profile& profile : profiles) {
    json::Value answers = json::array();
    for (const Neighbour& neighbour : near(profile)) answers.push(answer_of(neighbour));
    all.add(profile.key.insight_id, std::move(answers));
  }
  return json::write(all);
}

}  // namespace pith::storyline
