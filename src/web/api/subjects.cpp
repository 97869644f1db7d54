// Topics and people.
#include <algorithm>

#include "base/byte_scan.h"
#include "stages/delivery/insight_json.h"
#include "store/people.h"
#include "store/said_when.h"
#include "store/topics.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/people.h"

namespace pith::web::api {

namespace {

constexpr int most_of_late = 100;

store::TopicSeen topic_asked(const Context& context) { return {context.argument, context.options.for_owner}; }

Result<std::string> name_of_topic(const Context& context) {
  auto name = context.take(store::topic_name(context.store(), topic_asked(context)));
  if (name.empty()) return fail(ErrorKind::not_found, "No insight is filed under this topic.");
  return name;
}

Result<NamedPeople> people_asked(const Context& context) {
  auto named = people_at(context, context.argument);
  if (named.people.empty())
    return fail(ErrorKind::not_found, "Nobody goes by this name here. People have a page by their full name.");
  return named;
}

json::Value presence_view(const Show& show, const people::Presence& presence) {
  auto out = json::object({{"show", delivery::short_show_json(show)}, {"episodes", presence.episodes}});
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
  return Views(context).person(address, person.name()).set("shows", std::move(shows));
}

// One bearer of a name, by whose key and slug the list is in order.
struct Listed {
  Parts place;
  json::Value view;
};

// Those behind `after`, until there are so many.
std::vector<Listed> people_after(const Context& context, const Parts& after, std::size_t most) {
  std::vector<Listed> found;
  std::string first = after.empty() ? "" : after.front();
  while (found.size() < most) {
    constexpr int batch = 100;
    const auto keys = context.take(store::keys_of_people(context.store(), {first, batch, context.options.for_owner}));
    for (const auto& key : keys) {
      const NamedPeople named{key, people_called(context, key), links().person(key)};
      for (const auto& one : named.people) {
        auto view = person_view(context, named, one);
        Parts place{key, std::string(view.at("slug").text())};
        if (after.empty() || place > after) found.push_back({std::move(place), std::move(view)});
      }
      if (found.size() >= most) break;
    }
    if (keys.size() < batch) break;
    first = keys.back() + " ";  // the key behind it: no key has a space
  }
  std::ranges::sort(found, {}, &Listed::place);
  return found;
}

Result<json::Value> topics_of_late(const Context& context) {
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  const auto after = rank_asked(context, "late");
  if (!after) return std::unexpected(after.error());
  const auto all = context.take(store::topics(context.store(), context.options.for_owner));
  auto late = context.take(store::topics_of_late(context.store(), most_of_late, context.options.for_owner));
  const bool more = take_ranked(late, *limit, *after, [](const auto& topic) { return topic.slug; });
  const Views views(context);
  auto items = json::array();
  for (const auto& one : late) {  // counted over all insights, as a topic is wherever it is told of
    const auto whole = std::ranges::find(all, one.slug, &store::TopicCount::slug);
    if (whole != all.end()) items.push(views.topic(*whole));
  }
  return page_view(std::move(items),
                   more ? cursor_after(context, "late", {after->count + *limit, late.back().slug}) : "");
}

}  // namespace

Result<json::Value> topics(const Context& context) {
  if (!context.request.parameter("only").empty()) return topics_of_late(context);
  auto list = context.take(store::topics(context.store(), context.options.for_owner));
  const auto next = take_by_key(
      context, list, [](const store::TopicCount& topic) { return Parts{lowered_ascii(topic.name), topic.slug}; });
  if (!next) return std::unexpected(next.error());
  auto items = json::array();
  for (const auto& one : list) items.push(Views(context).topic(one));
  return page_view(std::move(items), *next);
}

Result<json::Value> topic(const Context& context) {
  auto name = name_of_topic(context);
  if (!name) return std::unexpected(name.error());
  store::TopicCount found{std::string(context.argument), *std::move(name), 0};
  for (const auto& day : context.take(store::days_of_topic(context.store(), topic_asked(context))))
    found.insights += day.insights;
  return Views(context).topic(found);
}

Result<json::Value> topic_insights(const Context& context) {
  if (const auto name = name_of_topic(context); !name) return std::unexpected(name.error());
  return insights_by(context, [&](const store::Page& page) {
    return store::insights_of_topic(context.store(), topic_asked(context), page);
  });
}

Result<json::Value> topic_timeline(const Context& context) {
  if (const auto name = name_of_topic(context); !name) return std::unexpected(name.error());
  return timeline_view(context.take(store::days_of_topic(context.store(), topic_asked(context))));
}

Result<json::Value> people(const Context& context) {
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  const auto after = cursor_asked(context, "person", 2);
  if (!after) return std::unexpected(after.error());
  auto list = people_after(context, *after, *limit + 1);
  const bool more = list.size() > *limit;
  if (more) list.erase(list.begin() + static_cast<std::ptrdiff_t>(*limit), list.end());
  auto items = json::array();
  for (auto& one : list) items.push(std::move(one.view));
  return page_view(std::move(items), more ? cursor_of(context, "person", list.back().place) : "");
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
  return insights_by(context, [&](const store::Page& page) { return insights_said(context, *named, page); });
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
