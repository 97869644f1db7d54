// Topics and people.
#include "store/said_when.h"
#include "store/topics.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/people.h"

namespace pith::web::api {

namespace {

store::TopicSeen topic_asked(const Context& context) { return {context.argument, context.options.for_owner}; }

Result<std::string> name_of_topic(const Context& context) {
  auto name = context.take(store::topic_name(context.store(), topic_asked(context)));
  if (name.empty()) return fail(ErrorKind::not_found, "No insight is filed under this topic.");
  return name;
}

Result<NamedPeople> people_asked(const Context& context) {
  auto named = people_at(context, context.argument);
  if (named.people.empty()) return fail(ErrorKind::not_found, "Nobody goes by this name here.");
  return named;
}

// The last part of the address of their page.
std::string slug_of_page(std::string_view address) { return std::string(address.substr(address.rfind('/') + 1)); }

json::Value presence_view(const Show& show, const people::Presence& presence) {
  auto out = json::object({{"show", short_show_view(show)}, {"episodes", presence.episodes}});
  if (!presence.role.empty()) out.set("role", presence.role);
  return out;
}

json::Value person_view(const Context& context, const NamedPeople& named, const people::Person& person) {
  auto shows = json::array();
  std::string_view first;  // of the shows they are heard on
  for (const auto& presence : person.presences) {
    const auto* show = context.reading.show(presence.show_id);
    if (show == nullptr) continue;
    if (first.empty()) first = show->slug;
    shows.push(presence_view(*show, presence));
  }
  const auto address = named.people.size() == 1 ? named.address : links().person(named.key, first);
  return json::object({{"slug", slug_of_page(address)}, {"name", person.name()}, {"shows", std::move(shows)}});
}

}  // namespace

Result<json::Value> topics(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::topics(context.store(), context.options.for_owner));
  const auto next = take_page(list, *page);
  auto items = json::array();
  for (const auto& one : list) items.push(topic_view(one));
  return page_view(std::move(items), next);
}

Result<json::Value> topic(const Context& context) {
  auto name = name_of_topic(context);
  if (!name) return std::unexpected(name.error());
  store::TopicCount found{std::string(context.argument), *std::move(name), 0};
  for (const auto& day : context.take(store::days_of_topic(context.store(), topic_asked(context))))
    found.insights += day.insights;
  return topic_view(found);
}

Result<json::Value> topic_insights(const Context& context) {
  if (const auto name = name_of_topic(context); !name) return std::unexpected(name.error());
  return insights_by(
      context, [&](store::Page page) { return store::insights_of_topic(context.store(), topic_asked(context), page); });
}

Result<json::Value> topic_timeline(const Context& context) {
  if (const auto name = name_of_topic(context); !name) return std::unexpected(name.error());
  return timeline_view(context.take(store::days_of_topic(context.store(), topic_asked(context))));
}

Result<json::Value> person(const Context& context) {
  const auto named = people_asked(context);
  if (!named) return std::unexpected(named.error());
  auto people = json::array();
  for (const auto& one : named->people) people.push(person_view(context, *named, one));
  return json::object({{"people", std::move(people)}});
}

Result<json::Value> person_insights(const Context& context) {
  const auto named = people_asked(context);
  if (!named) return std::unexpected(named.error());
  return insights_by(context, [&](store::Page page) { return insights_said(context, *named, page); });
}

Result<json::Value> person_timeline(const Context& context) {
  const auto named = people_asked(context);
  if (!named) return std::unexpected(named.error());
  std::vector<std::string> heard_on;
  for (const auto& one : named->people)
    for (const auto& presence : one.presences) heard_on.push_back(presence.show_id);
  return timeline_view(store::days_of(context.take(store::said_by(context.store(), named->key, heard_on))));
}

}  // namespace pith::web::api
