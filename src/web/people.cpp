#include "web/people.h"

#include <algorithm>

#include "store/people.h"

namespace pith::web {

std::vector<people::Person> people_called(const Context& context, std::string_view key) {
  const auto appearances = context.take(store::appearances_of(context.store(), key));
  people::Shows shows;
  for (const auto& appearance : appearances) {
    if (shows.contains(appearance.show_id)) continue;
    if (const auto* show = context.reading.show(appearance.show_id))
      shows.emplace(show->id, people::ShowFacts{show, context.take(store::voiced_episodes(context.store(), show->id))});
  }
  const bool declared_one =
      std::ranges::any_of(context.options.one_person, [&](const auto& name) { return person_key(name) == key; });
  return people::people_of(appearances, shows, declared_one);
}

std::string person_address(const Context& context, std::string_view name, const Show& show) {
  const auto key = person_key(name);
  if (key.empty()) return {};
  const auto people = people_called(context, key);
  if (people.empty()) return {};
  return links().person(key, people.size() == 1 ? std::string_view{} : show.slug);
}

}  // namespace pith::web
