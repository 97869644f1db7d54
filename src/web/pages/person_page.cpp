#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "store/insights.h"
#include "store/people.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/paging.h"
#include "web/people.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int insights_a_page = 12;
constexpr std::string_view apart = "-at-";  // between a name and the show it is heard on, as Addresses::person writes

struct Asked {
  std::string key;
  std::vector<people::Person> people;  // of this name
  std::string address;                 // the page's own
};

bool is_heard_on(const Context& context, const people::Person& person, std::string_view slug) {
  return std::ranges::any_of(person.presences, [&](const auto& presence) {
    const auto* show = context.reading.show(presence.show_id);
    return show != nullptr && show->slug == slug;
  });
}

// "ada-lovelace", or "ada-lovelace-at-deep-grid" for the one of that show.
Asked asked_for(const Context& context) {
  const std::string argument(context.argument);
  Asked asked{argument, people_called(context, argument), links().person(argument)};
  for (auto at = argument.find(apart); asked.people.empty() && at != std::string::npos;
       at = argument.find(apart, at + 1)) {
    asked.key = argument.substr(0, at);
    asked.people = people_called(context, asked.key);
    const auto slug = std::string_view(argument).substr(at + apart.size());
    std::erase_if(asked.people, [&](const auto& person) { return !is_heard_on(context, person, slug); });
  }
  return asked;
}

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
Answer several(const Context& context, const Asked& asked) {
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
  const auto asked = asked_for(context);
  if (asked.people.empty()) return fail(ErrorKind::not_found, "Nobody goes by this name here.");
  if (asked.people.size() > 1) return several(context, asked);
  const auto& person = asked.people.front();
  Page page(context, "person.html", person.name());
  auto& body = page.body();
  body.set("HEADING", person.name());
  add_shows(context, body, person);
  std::vector<std::string> shows;
  for (const auto& presence : person.presences) shows.push_back(presence.show_id);
  const auto at = paging_of(context.request, insights_a_page);
  auto insights = context.take(store::insights_of_person(context.store(), asked.key, shows, at.one_more()));
  if (insights.empty()) body.show("NOTHING");
  if (!insights.empty()) {
    auto& section = body.add("INSIGHTS");
    add_pager(section, asked.address, at, insights);
    for (const auto& source : sourced(context, std::move(insights))) add_card(section, source, context);
  }
  return page.answer();
}

}  // namespace pith::web
