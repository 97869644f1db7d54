// Shows and what was said on them.
#include "store/shows.h"

#include "store/episodes.h"
#include "store/insights.h"
#include "store/said_when.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"

namespace pith::web::api {

namespace {

Result<Show> show_asked(const Context& context) {
  const auto found = context.take(store::show_by_slug(context.store(), context.argument));
  const auto* show = found ? context.reading.show(found->id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No show has this slug or id.");
  return *show;
}

}  // namespace

Result<json::Value> shows(const Context& context) {
  auto list = context.take(store::shows(context.store()));
  std::erase_if(list, [&](const Show& show) { return !context.reading.shows(show); });
  const auto next =
      take_by_key(context, list, [](const Show& show) { return Parts{lower_ascii(show.title), show.id}; });
  if (!next) return std::unexpected(next.error());
  auto items = json::array();
  for (const auto& row : list)
    if (const auto* show = context.reading.show(row.id)) items.push(Views(context).show(*show));
  return page_view(std::move(items), *next);
}

Result<json::Value> show(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  return Views(context).show(*found);
}

Result<json::Value> show_insights(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  return insights_by(
      context, [&](const store::Page& page) { return store::insights_of_show(context.store(), found->id, page); });
}

Result<json::Value> show_episodes(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::recent_episodes_of_show(context.store(), found->id, *page));
  const auto next = cut(context, list, *page);
  Views views(context);
  auto items = json::array();
  for (const auto& row : list)
    if (const auto* episode = context.reading.episode(row.id)) items.push(views.episode(*episode, *found));
  return page_view(std::move(items), next);
}

Result<json::Value> show_timeline(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  return timeline_view(context.take(store::days_of_show(context.store(), found->id)));
}

}  // namespace pith::web::api
