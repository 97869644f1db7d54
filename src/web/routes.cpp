#include "web/routes.h"

#include "web/api/api.h"
#include "web/pages/pages.h"

namespace pith::web {

namespace {

constexpr Route table[] = {
    {"/", today_page},
    {"/days", days_page},
    {"/days/{}", day_page},
    {"/insights/{}", insight_page},
    {"/episodes/{}", episode_page},
    {"/shows", shows_page},
    {"/shows/{}", show_page},
    {"/topics", topics_page},
    {"/topics/{}", topic_page},
    {"/people/{}", person_page},
    {"/search", search_page},
    {"/status", status_page},
    {"/events", events},
    {"/healthz", health},
    {"/metrics", metrics_page},
    {"/feeds/today.xml", today_feed},
    {"/feeds/today.atom", today_feed},
    {"/feeds/today.json", today_feed},
    {"/feeds/topics/{}", topic_feed},
    {"/feeds/shows/{}", show_feed},
    {"/feeds/people/{}", person_feed},
    {"/feeds/search.xml", search_feed},
    {"/feeds/search.atom", search_feed},
    {"/feeds/search.json", search_feed},
    {"/openapi.json", api::openapi},
    {"/static/{}", static_file},
    {"/favicon.ico", favicon},
    {"/robots.txt", robots},
};

}  // namespace

std::span<const Route> routes() { return table; }

std::optional<std::string_view> argument_of(std::string_view pattern, std::string_view path) {
  const auto hole = pattern.find("{}");
  if (hole == std::string_view::npos) return pattern == path ? std::optional(std::string_view()) : std::nullopt;
  const auto before = pattern.substr(0, hole);
  const auto after = pattern.substr(hole + 2);
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
    return std::nullopt;
  const auto argument = path.substr(before.size(), path.size() - before.size() - after.size());
  return argument.contains('/') ? std::nullopt : std::optional(argument);
}

Match match(std::span<const Route> rows, std::string_view path) {
  for (const auto& route : rows)
    if (const auto argument = argument_of(route.pattern, path)) return {&route, *argument};
  return {};
}

}  // namespace pith::web
