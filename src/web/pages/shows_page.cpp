#include <fmt/format.h>

#include "store/episodes.h"
#include "store/insights.h"
#include "store/shows.h"
#include "web/cards.h"
#include "web/pages/first_steps.h"
#include "web/pages/pages.h"
#include "web/said.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int episodes_shown = 20;

void add_show(const Context& context, templates::Values& body, const Show& show) {
  auto& row = body.add("SHOW");
  row.set("URL", links().show(show.slug)).set("TEXT", show.title);
  row.set_if("ABOUT", shortened(show.description, 180)).set_if("AUTHOR", show.author).show_if(show.removed, "REMOVED");
  const auto newest = context.take(store::recent_episodes_of_show(context.store(), show.id, {1, 0}));
  if (newest.empty()) return;
  const auto day = day_in(context.options.zone, newest.front().published);
  row.set("DATE", format_day(day)).set_if("LATEST", date_without_weekday(day));
}

void add_episodes(const Context& context, templates::Values& body, const Show& show) {
  const auto episodes = context.take(store::recent_episodes_of_show(context.store(), show.id, {episodes_shown, 0}));
  if (episodes.empty()) return;
  auto& section = body.add("EPISODES");
  for (const auto& episode : episodes) {
    auto& row = section.add("EPISODE");
    row.set("URL", links().episode(episode.id)).set("TEXT", episode.title);
    fill_origin(row, show, episode, context.options.zone);
    row.set_if("STANDING", standing_of(episode));
  }
}

}  // namespace

Answer shows_page(const Context& context) {
  Page page(context, "shows.html", "Shows");
  page.within("SHOWS");
  std::int64_t followed = 0;
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (!context.reading.shows(show)) continue;
    if (!show.removed) ++followed;
    add_show(context, page.body(), show);
  }
  if (followed == 0)
    add_first_step(context, page.body());
  else
    page.body().set("SENTENCE", fmt::format("{} followed.", counted(followed, "show is", "shows are")));
  return page.answer();
}

Answer show_page(const Context& context) {
  const auto found = context.take(store::show_by_slug(context.store(), context.argument));
  const auto* show = found ? context.reading.show(found->id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No show goes by this name here.");
  Page page(context, "show.html", show->title);
  page.within("SHOWS").describe(show->description);
  const FeedLinks feed{show->title, fmt::format("/feeds{}", links().show(show->slug))};
  page.announce(feed);
  add_feed_links(page.body(), feed);
  auto& body = page.body();
  body.set("HEADING", show->title).set_if("AUTHOR", show->author).set_if("LINK", show->link);
  body.set_if("ABOUT", shortened(show->description, 400)).show_if(show->removed, "REMOVED");
  const auto at = paging_of(context.request, said_a_page);
  auto insights = context.take(store::insights_of_show(context.store(), show->id, at.one_more()));
  add_said(context, body,
           {.address = links().show(show->slug),
            .at = at,
            .days = context.take(store::days_of_show(context.store(), show->id)),
            .insights = std::move(insights),
            .with_show = false});
  if (at.page == 1) add_episodes(context, body, *show);
  return page.answer();
}

}  // namespace pith::web
