// What others said that is near an insight.
#include "web/near.h"

#include <vector>

#include "store/insights.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/sayings.h"

namespace pith::web::api {

namespace {

Result<SourcedInsight> insight_asked(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
  if (!source) return fail(ErrorKind::not_found, "No insight has this id.");
  return *std::move(source);
}

const std::string& id_of(const Near& near) { return near.other.insight.id; }

}  // namespace

Result<json::Value> related(const Context& context) {
  const auto source = insight_asked(context);
  if (!source) return std::unexpected(source.error());
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  const auto after = rank_asked(context, "near");
  if (!after) return std::unexpected(after.error());
  auto list = near_of(context, source->insight);
  const bool more = take_ranked(list, *limit, *after, id_of);
  const auto next = more ? cursor_after(context, "near", {after->count + *limit, id_of(list.back())}) : "";
  Views views(context);
  auto items = json::array();
  for (const auto& one : list) items.push(views.related(one.link, one.other));
  return page_view(std::move(items), next);
}

Result<json::Value> storyline(const Context& context) {
  auto source = insight_asked(context);
  if (!source) return std::unexpected(source.error());
  std::vector<SourcedInsight> all;
  for (auto& one : near_of(context, source->insight))
    if (one.link.kind == LinkKind::restates) all.push_back(std::move(one.other));
  all.push_back(*std::move(source));
  std::vector<const SourcedInsight*> each;
  for (const auto& one : all) each.push_back(&one);
  const auto sayings = sayings_of(std::move(each));
  Views views(context);
  auto insights = json::array();
  for (const auto* one : sayings.in_order) insights.push(views.insight(*one));
  auto copies = json::array();
  for (const auto* one : sayings.copies) copies.push(one->insight.id);
  return json::object(
      {{"shows", sayings.shows.size()}, {"insights", std::move(insights)}, {"copies", std::move(copies)}});
}

}  // namespace pith::web::api
