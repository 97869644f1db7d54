#include "web/pages/search_form.h"

#include <vector>

#include <fmt/format.h>

#include "store/shows.h"
#include "text/utf8.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr std::size_t query_bytes = 1000;
constexpr std::size_t name_bytes = 100;

std::string field(const Context& context, std::string_view name, std::size_t bytes) {
  return text::fold_space(text::truncate_utf8(text::repair_utf8(context.request.parameter(name)), bytes));
}

// As a value in a query.
std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").contains(c);
    out += plain ? std::string(1, c) : c == ' ' ? "+" : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// By its slug or id, else by its title where one show alone has it.
std::optional<Show> show_called(const Context& context, std::string_view name) {
  auto show = context.take(store::show_by_slug(context.store(), name));
  if (show && context.reading.shows(*show)) return show;
  const auto title = text::fold_for_comparison(name);
  auto all = context.take(store::shows(context.store()));
  std::erase_if(all, [&](const Show& one) {
    return !context.reading.shows(one) || text::fold_for_comparison(one.title) != title;
  });
  return all.size() == 1 ? std::optional(std::move(all.front())) : std::nullopt;
}

// ", by Ada Lovelace, on The Deep Grid, since 1 November 2026"
std::string limits_of(const Asked& asked, const Place& place) {
  std::string limits;
  if (!place.person.empty()) limits += ", by " + place.person;
  if (!place.show.empty()) limits += ", on " + place.show;
  if (asked.from) limits += ", since " + date_without_weekday(*asked.from);
  if (asked.to) limits += ", up to " + date_without_weekday(*asked.to);
  return limits;
}

}  // namespace

Result<void> check_days(const Context& context) {
  for (const auto* name : {"from", "to"})
    if (const auto day = context.request.parameter(name); !day.empty() && !parse_day(day))
      return fail(ErrorKind::invalid_input, fmt::format("{} must be a day, written as 2026-11-25.", name));
  const auto from = parse_day(context.request.parameter("from"));
  const auto to = parse_day(context.request.parameter("to"));
  if (from && to && *from > *to)
    return fail(ErrorKind::invalid_input, fmt::format("from ({}) is after to ({}): there is no day between them.",
                                                      format_day(*from), format_day(*to)));
  return {};
}

Asked asked_of(const Context& context) {
  const auto parameter = [&](std::string_view name) { return context.request.parameter(name); };
  Asked asked{field(context, "q", query_bytes),     field(context, "show", name_bytes),
              field(context, "person", name_bytes), parse_day(parameter("from")),
              parse_day(parameter("to")),           parameter("only") == "insights",
              parameter("typing") == "1",           {}};
  for (const auto name : {"from", "to"})
    if (!parameter(name).empty() && !parse_day(parameter(name))) asked.no_day = field(context, name, name_bytes);
  return asked;
}

std::string search_address(const Asked& asked, std::string_view query) {
  auto url = fmt::format("/search?q={}", escaped(query));
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) url += fmt::format("&{}={}", name, escaped(value));
  };
  add("show", asked.show);
  add("person", asked.person);
  if (asked.from) add("from", format_day(*asked.from));
  if (asked.to) add("to", format_day(*asked.to));
  if (asked.insights_only) add("only", "insights");
  return url;
}

Place place_of(const Context& context, const Asked& asked) {
  Place place;
  place.narrow.with_private = context.options.for_owner;
  const auto& zone = context.options.zone;
  if (asked.from) place.narrow.since = instant_of(zone, *asked.from, {});
  if (asked.to) place.narrow.until = instant_of(zone, next_day(*asked.to), {});
  if (!asked.show.empty()) {
    if (const auto show = show_called(context, asked.show)) {
      place.narrow.show_id = show->id;
      place.show = show->title;
      place.slug = show->slug;
    } else {
      place.nowhere = "There is no such show here.";
    }
  }
  if (!asked.person.empty()) {
    place.narrow.speakers =
        context.take(store::speakers_called(context.store(), asked.person, place.narrow.with_private));
    const auto& names = place.narrow.speakers;
    place.person = names.size() == 1 ? names.front() : asked.person;
    if (names.empty())
      place.nowhere = fmt::format("Nobody with “{}” in their full name is known to speak here.", asked.person);
  }
  return place;
}

Asked by_slug(Asked asked, const Place& place) {
  if (!place.slug.empty()) asked.show = place.slug;
  return asked;
}

std::string title_of(const Asked& asked, const Place& place) {
  return (asked.query.empty() ? std::string("what was said") : fmt::format("“{}”", asked.query)) +
         limits_of(asked, place);
}

std::string description_of(const Asked& asked, const Place& place) {
  const auto words = asked.query.empty() ? std::string() : fmt::format(" that have “{}” in their words", asked.query);
  return fmt::format("The newest insights{}{}, each with its proof.", words, limits_of(asked, place));
}

}  // namespace pith::web
