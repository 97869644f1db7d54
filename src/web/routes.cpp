#include "web/routes.h"

#include "web/api/api.h"
#include "web/gate.h"
#include "web/pages/forms.h"
#include "web/pages/hooks.h"
#include "web/pages/pages.h"

namespace pith::web {

namespace {

constexpr Route table[] = {
    {"/", today_page},
    {"/days", days_page},
    {"/days/{}", day_page},
    {"/insights/{}", insight_page},
    {"/insights/{}/taste", taste_page, taste_form},
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
    {"/feeds/own/{}", own_feed},
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
    {"/subscribe", subscribe_page, subscribe_form},
    {"/confirm", confirm_page, confirm_form},
    {"/sign-in", sign_in_page, sign_in_form},
    {"/sign-out", nullptr, sign_out_form},
    {"/unsubscribe", unsubscribe_page, unsubscribe_form, true},
    {"/settings", settings_page, settings_form},
    {"/settings/pause", nullptr, pause_form},
    {"/settings/resume", nullptr, resume_form},
    {"/settings/interests", nullptr, add_interests_form},
    {"/settings/interests/remove", nullptr, remove_interest_form},
    {"/settings/verdicts/undo", nullptr, undo_verdict_form},
    {"/settings/keys", nullptr, add_key_form},
    {"/settings/keys/remove", nullptr, remove_key_form},
    {"/settings/feed", nullptr, new_feed_form},
    {"/settings/feed/remove", nullptr, end_feed_form},
    {"/settings/export", export_page},
    {"/settings/delete", nullptr, delete_form},
    {"/admin", admin_page},
    {"/admin/shows", nullptr, add_show_form},
    {upload_path, nullptr, opml_form},
    {"/admin/shows/again", nullptr, follow_again_form},
    {"/admin/shows/remove", nullptr, remove_show_form},
    {"/admin/readers", nullptr, invite_form},
    {"/admin/readers/pause", nullptr, pause_reader_form},
    {"/admin/readers/delete", delete_reader_page, delete_reader_form},
    {"/hooks", hooks_page, add_hook_form},
    {"/hooks/test", nullptr, test_hook_form},
    {"/hooks/resume", nullptr, resume_hook_form},
    {"/hooks/secret", nullptr, renew_secret_form},
    {"/hooks/remove", nullptr, remove_hook_form},
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
