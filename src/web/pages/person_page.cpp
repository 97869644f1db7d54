#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "store/insights.h"
#include "store/people.h"
#include "store/said_when.h"
#include "web/pages/pages.h"
#include "web/people.h"
#include "web/said.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

std::string part_in(const people::Presence& presence) {
  if (presence.role.empty()) return counted(static_cast<std::int64_t>(presence.episodes), "episode", "episodes");
  return fmt::format("{}, {}", presence.role,
                     counted(static_cast<std::int64_t>(presence.episodes), "episode", "episodes"));
}

void add_shows(const Context& context, templates::Values& section, const people::Person& person) {
  for (const auto& presence : person.presences) {
    const auto* show = context.reading.show(presence.show_id);
    if (show == nullptr) continue;
    section.add("SHOW").set("URL", links().show(show->slug)).set("TEXT", show->title).set("PART", part_in(presence));
  }
}

// Nothing tells that they are one: each has a page that says of which show.
Answer several(const Context& context, const NamedPeople& asked) {
  const auto& name = asked.people.front().name();
  Page page(context, "people.html", name);
  auto& body = page.body();
  body.set("HEADING", name);
  for (const auto& person : asked.people) {
    const auto* show = context.reading.show(person.presences.front().show_id);
    if (show == nullptr) continue;
    auto& row = body.add("PERSON");
    row.set("URL", links().person(asked.key, show->slug))
        .set("TEXT", fmt::format("{} of {}", person.name(), show->title));
    add_shows(context, row, person);
  }
  return page.answer();
}

}  // namespace

Answer person_page(const Context& context) {
  const auto asked = people_at(context, context.argument);
  if (asked.people.empty())
    return fail(ErrorKind::not_found, "Nobody goes by this name here. People have a page by their full name.");
  if (asked.people.size() > 1) return several(context, asked);
  const auto& person = asked.people.front();
  Page page(context, "person.html", person.name());
  const FeedLinks feed{person.name(), fmt::format("/feeds{}", asked.address)};
  page.announce(feed);
  add_feed_links(page.body(), feed);
  auto& body = page.body();
  body.set("HEADING", person.name());
  add_shows(context, body, person);
  std::vector<std::string> shows;
  for (const auto& presence : person.presences) shows.push_back(presence.show_id);
  const auto at = paging_of(context.request, said_a_page);
  const auto said = context.take(store::said_by(context.store(), asked.key, shows));
  if (said.empty()) body.show("NOTHING");
  add_said(context, body,
           {.address = asked.address,
            .at = at,
            .days = store::days_of(said),
            .insights = context.take(insights_said(context, asked, at.one_more()))});
  return page.answer();
}

}  // namespace pith::web
