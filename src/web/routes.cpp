#include "web/routes.h"

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
    {"/static/{}", static_file},
    {"/favicon.ico", favicon},
    {"/robots.txt", robots},
};

}  // namespace

std::span<const Route> routes() { return table; }

Match match(std::span<const Route> rows, std::string_view path) {
  for (const auto& route : rows) {
    if (route.pattern == path) return {&route, {}};
    if (!route.pattern.ends_with("{}")) continue;
    const auto fixed = route.pattern.substr(0, route.pattern.size() - 2);
    if (!path.starts_with(fixed)) continue;
    const auto argument = path.substr(fixed.size());
    if (!argument.empty() && !argument.contains('/')) return {&route, argument};
  }
  return {};
}

}  // namespace pith::web
