// Interests as forms have them and as pages show them; declared in web/account.h.
#include <algorithm>

#include "domain/person.h"
#include "store/people.h"
#include "store/shows.h"
#include "store/topics.h"
#include "text/utf8.h"
#include "web/account.h"

namespace pith::web {

namespace {

constexpr std::size_t topics_offered = 48;
constexpr std::size_t shows_offered = 60;
constexpr std::size_t most_named = 40;  // of one kind in one form

// "heat pumps, grid" -> two.
std::vector<std::string> listed(const std::string& line) {
  std::vector<std::string> parts;
  std::string_view rest = line;
  while (!rest.empty() && parts.size() < most_named) {
    const auto comma = std::min(rest.find(','), rest.size());
    if (const auto part = text::trim(rest.substr(0, comma)); !part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return parts;
}

std::vector<store::TopicCount> best_topics(const Context& context) {
  auto topics = context.take(store::topics(context.store(), context.options.for_owner));
  std::ranges::stable_sort(topics, std::greater{}, &store::TopicCount::insights);
  if (topics.size() > topics_offered) topics.resize(topics_offered);
  std::ranges::sort(topics, {}, &store::TopicCount::name);
  return topics;
}

void add(std::vector<Interest>& interests, InterestKind kind, std::string value, Time since) {
  if (!value.empty()) interests.push_back({"", kind, std::move(value), since});
}

}  // namespace

std::vector<Interest> interests_in(const Context& context, const Form& form) {
  std::vector<Interest> interests;
  for (const auto slug : form.all("topic")) {
    const bool known = !context.take(store::topic_name(context.store(), {slug, context.options.for_owner})).empty();
    if (known && interests.size() < most_named) add(interests, InterestKind::topic, std::string(slug), context.now);
  }
  for (const auto id : form.all("show"))
    if (context.reading.show(id) != nullptr && interests.size() < 2 * most_named)
      add(interests, InterestKind::show, std::string(id), context.now);
  for (const auto& name : listed(line_of(form, "people", 1000)))
    add(interests, InterestKind::person, person_key(name), context.now);
  for (const auto& words : listed(line_of(form, "words", 1000)))
    add(interests, InterestKind::words, std::string(text::truncate_utf8(words, 80)), context.now);
  return interests;
}

templates::Values& add_choices(const Context& context, templates::Values& body) {
  auto& choices = body.include("CHOICES", "choices.html");
  for (const auto& topic : best_topics(context)) choices.add("TOPIC").set("VALUE", topic.slug).set("TEXT", topic.name);
  std::size_t shown = 0;
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (show.removed || !context.reading.shows(show) || shown++ >= shows_offered) continue;
    choices.add("SHOW").set("VALUE", show.id).set("TEXT", show.title);
  }
  return choices;
}

std::string interest_text(const Context& context, const Interest& interest) {
  if (interest.kind == InterestKind::topic) {
    auto name = context.take(store::topic_name(context.store(), {interest.value, context.options.for_owner}));
    return name.empty() ? interest.value : name;
  }
  if (interest.kind == InterestKind::show) {
    const auto* show = context.reading.show(interest.value);
    return show == nullptr ? "a show that is no longer here" : show->title;
  }
  if (interest.kind == InterestKind::words) return interest.value;
  const auto found = context.take(store::appearances_of(context.store(), interest.value));
  return found.empty() ? interest.value : found.front().name;
}

}  // namespace pith::web
