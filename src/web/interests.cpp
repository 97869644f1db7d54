// Interests as forms have them and as pages show them; declared in web/account.h.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "domain/person.h"
#include "stages/brief/learnt.h"
#include "store/people.h"
#include "store/shows.h"
#include "store/topics.h"
#include "text/utf8.h"
#include "web/account.h"

namespace pith::web {

namespace {

constexpr std::size_t topics_offered = 250;  // more than the list has
constexpr std::size_t shows_offered = 60;
constexpr std::size_t most_named = 40;  // of one kind in one form

constexpr std::size_t longest_line = 1000;  // bytes
constexpr std::size_t longest_words = 80;

// "heat pumps, grid" -> two.
std::vector<std::string> listed(const std::string& line) {
  std::vector<std::string> parts;
  std::string_view rest = line;
  while (!rest.empty()) {
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

// What a field of names or words has, with what is wrong with it.
std::vector<std::string> listed_in(const Form& form, std::string_view field, Faults& faults) {
  auto parts = listed(line_of(form, field, longest_line));
  if (form.get(field).size() > longest_line || parts.size() > most_named)
    faults[std::string(field)] =
        fmt::format("That is too much for once: {} at most, and {} letters together. Add the rest later, in Settings.",
                    most_named, longest_line);
  return parts;
}

void note(Faults& faults, std::string_view field, std::string sentence) {
  faults.try_emplace(std::string(field), std::move(sentence));
}

class Wanted {
 public:
  Wanted(const Context& context, const Form& form, Faults& faults) : context_(context), form_(form), faults_(faults) {}

  std::vector<Interest> read() {
    topics();
    shows();
    people();
    words();
    const bool bad = std::ranges::any_of(std::array<std::string_view, 4>{"topic", "show", "people", "words"},
                                         [&](auto field) { return faults_.contains(field); });
    return bad ? std::vector<Interest>{} : std::move(interests_);
  }

 private:
  void add(InterestKind kind, std::string_view value) {
    interests_.push_back({"", kind, std::string(value), context_.now});
  }

  void topics() {
    const auto slugs = form_.all("topic");
    if (slugs.size() > most_named) note(faults_, "topic", fmt::format("At most {} topics at once.", most_named));
    for (const auto slug : slugs) {
      const bool known =
          !context_.take(store::topic_name(context_.store(), {slug, context_.options.for_owner})).empty();
      if (!known) note(faults_, "topic", fmt::format("There is no topic “{}” here.", text::repair_utf8(slug)));
      add(InterestKind::topic, slug);
    }
  }

  void shows() {
    for (const auto id : form_.all("show")) {
      if (context_.reading.show(id) == nullptr) note(faults_, "show", "One of these shows is no longer here.");
      add(InterestKind::show, id);
    }
  }

  void people() {
    for (const auto& name : listed_in(form_, "people", faults_)) {
      if (person_key(name).empty())
        note(faults_, "people", fmt::format("“{}” is no full name: give first and last name, as Ada Lovelace.", name));
      const bool again = std::ranges::any_of(interests_, [&](const Interest& one) { return same_person(one, name); });
      if (!again) add(InterestKind::person, name);
    }
  }

  void words() {
    for (const auto& words : listed_in(form_, "words", faults_)) {
      if (words.size() > longest_words)
        note(faults_, "words",
             fmt::format("“{} …” is too long: {} letters at most, with commas between several.",
                         text::truncate_utf8(words, 30), longest_words));
      else if (!context_.options.search.tells(words))
        note(faults_, "words", fmt::format("“{}” tells nothing, for everybody says it. Say what it is about.", words));
      add(InterestKind::words, words);
    }
  }

  const Context& context_;
  const Form& form_;
  Faults& faults_;
  std::vector<Interest> interests_;
};

void fill_typed(templates::Values& choices, const Filled& filled) {
  choices.set("PEOPLE", text::repair_utf8(filled.form.get("people")));
  choices.set("WORDS", text::repair_utf8(filled.form.get("words")));
  const auto open = [&](std::string_view field) { return filled.form.has(field) || filled.faults.contains(field); };
  choices.show_if(open("topic"), "TOPICS_OPEN").show_if(open("show"), "SHOWS_OPEN");
  add_faults(choices, filled.faults);
}

}  // namespace

bool same_person(const Interest& interest, std::string_view name) {
  return interest.kind == InterestKind::person && brief::person_of(interest.value) == brief::person_of(name);
}

std::vector<Interest> interests_in(const Context& context, const Form& form, Faults& faults) {
  return Wanted(context, form, faults).read();
}

templates::Values& add_choices(const Context& context, templates::Values& body, const Filled& filled) {
  auto& choices = body.include("CHOICES", "choices.html");
  fill_typed(choices, filled);
  const auto chosen = [&](std::string_view field, const std::string& value) {
    return std::ranges::any_of(filled.form.all(field), [&](auto one) { return one == value; });
  };
  for (const auto& topic : best_topics(context))
    choices.add("TOPIC")
        .set("VALUE", topic.slug)
        .set("TEXT", topic.name)
        .show_if(chosen("topic", topic.slug), "CHOSEN");
  std::size_t shown = 0;
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (show.removed || !context.reading.shows(show) || shown++ >= shows_offered) continue;
    choices.add("SHOW").set("VALUE", show.id).set("TEXT", show.title).show_if(chosen("show", show.id), "CHOSEN");
  }
  return choices;
}

bool is_heard(const Context& context, const Interest& person) {
  const auto key = brief::person_of(person.value);
  const auto keys = context.take(
      store::keys_of_people(context.store(), {.first = key, .most = 1, .with_private = context.options.for_owner}));
  return !keys.empty() && keys.front() == key;
}

std::string unheard(const Context& context, const std::vector<Interest>& interests) {
  std::string names;
  for (const auto& interest : interests) {
    if (interest.kind != InterestKind::person || is_heard(context, interest)) continue;
    names += fmt::format("{}“{}”", names.empty() ? "" : ", ", interest.value);
  }
  if (names.empty()) return {};
  return fmt::format("Nobody called {} was heard here yet; it counts as soon as somebody is.", names);
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
  const bool typed = interest.kind == InterestKind::words || person_key(interest.value) != interest.value;
  if (typed) return interest.value;
  const auto found = context.take(store::appearances_of(context.store(), interest.value));
  return found.empty() ? interest.value : found.front().name;
}

}  // namespace pith::web
