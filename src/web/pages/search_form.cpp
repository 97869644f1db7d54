#include "web/pages/search_form.h"

#include <vector>

#include <fmt/format.h>

#include "store/shows.h"
#include "text/utf8.h"

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

}  // namespace

Result<void> check_days(const Context& context) {
  for (const auto* name : {"from", "to"})
    if (const auto day = context.request.parameter(name); !day.empty() && !parse_day(day))
      return fail(ErrorKind::invalid_input, fmt::format("{} must be a day, written as 2026-11-25.", name));
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

std::string title_of(const Asked& asked) {
  auto title = asked.query.empty() ? std::string("what was said") : fmt::format("“{}”", asked.query);
  if (!asked.person.empty()) title += ", by " + asked.person;
  if (!asked.show.empty()) title += ", on " + asked.show;
  if (asked.from) title += ", from " + format_day(*asked.from);
  if (asked.to) title += ", to " + format_day(*asked.to);
  return title;
}

Place place_of(const Context& context, const Asked& asked) {
  Place place;
  place.narrow.with_private = context.options.for_owner;
  const auto& zone = context.options.zone;
  if (asked.from) place.narrow.since = instant_of(zone, *asked.from, {});
  if (asked.to) place.narrow.until = instant_of(zone, next_day(*asked.to), {});
  if (!asked.show.empty()) {
    if (const auto show = show_called(context, asked.show))
      place.narrow.show_id = show->id;
    else
      place.nowhere = "There is no such show here.";
  }
  if (!asked.person.empty()) {
    place.narrow.speakers =
        context.take(store::speakers_called(context.store(), asked.person, place.narrow.with_private));
    if (place.narrow.speakers.empty())
      place.nowhere = fmt::format("Nobody with “{}” in their full name is known to speak here.", asked.person);
  }
  return place;
}

}  // namespace pith::web
