#include "web/people.h"

#include <algorithm>
#include <ranges>
#include <tuple>

#include "store/insights.h"
#include "store/people.h"
#include "store/said_when.h"

namespace pith::web {

namespace {

constexpr std::string_view apart = "-at-";  // between a name and the show it is heard on, as Addresses::person writes

bool is_heard_on(const Context& context, const people::Person& person, std::string_view slug) {
  return std::ranges::any_of(person.presences, [&](const auto& presence) {
    const auto* show = context.reading.show(presence.show_id);
    return show != nullptr && show->slug == slug;
  });
}

bool is_declared_one(const Context& context, std::string_view key) {
  return std::ranges::any_of(context.options.one_person, [&](const auto& name) { return person_key(name) == key; });
}

// How many bear the name: without their roles and how often they are heard, which cost more.
std::size_t count_called(const Context& context, std::string_view key) {
  const auto appearances = context.take(store::kinds_of_appearance(context.store(), key));
  people::Shows shows;
  for (const auto& appearance : appearances)
    if (const auto* show = context.reading.show(appearance.show_id))
      shows.emplace(show->id, people::ShowFacts{show, 0});
  return people::people_of(appearances, shows, is_declared_one(context, key)).size();
}

// Of what stands in an address: older ones have capitals, as "Łukasz-nowak".
std::string key_in(std::string_view address) {
  auto key = person_key(address);
  return key.empty() ? std::string(address) : key;
}

}  // namespace

std::vector<people::Person> people_called(const Context& context, std::string_view key) {
  const auto appearances = context.take(store::appearances_of(context.store(), key));
  people::Shows shows;
  for (const auto& appearance : appearances) {
    if (shows.contains(appearance.show_id)) continue;
    if (const auto* show = context.reading.show(appearance.show_id))
      shows.emplace(show->id, people::ShowFacts{show, context.take(store::voiced_episodes(context.store(), show->id))});
  }
  return people::people_of(appearances, shows, is_declared_one(context, key));
}

NamedPeople people_at(const Context& context, std::string_view name) {
  const std::string argument(name);
  const auto whole = key_in(argument);
  NamedPeople named{whole, people_called(context, whole), links().person(whole)};
  for (auto at = argument.find(apart); named.people.empty() && at != std::string::npos;
       at = argument.find(apart, at + 1)) {
    named.key = key_in(argument.substr(0, at));
    named.people = people_called(context, named.key);
    const auto slug = std::string_view(argument).substr(at + apart.size());
    std::erase_if(named.people, [&](const auto& person) { return !is_heard_on(context, person, slug); });
  }
  return named;
}

Result<std::vector<Insight>> insights_said(const Context& context, const NamedPeople& named, const store::Page& page) {
  std::vector<std::string> heard_on;
  for (const auto& person : named.people)
    for (const auto& presence : person.presences) heard_on.push_back(presence.show_id);
  const auto said = store::said_by(context.store(), named.key, heard_on);
  if (!said) return std::unexpected(said.error());
  const auto comes_before = [&](const store::SaidAt& each) {
    return std::tie(each.published, each.insight_id) >= std::tie(page.after.at, page.after.id);
  };
  std::vector<std::string> ids;
  for (const auto& each :
       *said | std::views::drop_while(comes_before) | std::views::drop(page.offset) | std::views::take(page.limit))
    ids.push_back(each.insight_id);
  return store::insights_by_ids(context.store(), ids);
}

std::string person_address(const Context& context, std::string_view name, const Show& show) {
  const auto key = person_key(name);
  if (key.empty()) return {};
  const auto people = count_called(context, key);
  if (people == 0) return {};
  return links().person(key, people == 1 ? std::string_view{} : show.slug);
}

}  // namespace pith::web
