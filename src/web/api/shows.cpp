// Shows and what was said on them.
#include "store/shows.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/said_when.h"
#include "text/utf8.h"
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

// Whether each of the words, folded for comparison, stands in its title or its author's name.
bool is_called(const Show& show, std::string_view words) {
  const auto names = text::fold_for_comparison(fmt::format("{}\n{}", show.title, show.author));
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (names.find(words.substr(0, end)) == std::string::npos) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

}  // namespace

Result<json::Value> shows(const Context& context) {
  auto list = context.take(store::shows(context.store()));
  const auto asked = text::fold_for_comparison(context.request.parameter("q"));
  std::erase_if(list, [&](const Show& show) { return !context.reading.shows(show) || !is_called(show, asked); });
  const auto next =
      take_by_key(context, list, [](const Show& show) { return Parts{lowered_ascii(show.title), show.id}; });
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
