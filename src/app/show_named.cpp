#include "app/show_named.h"

#include "store/feeds.h"
#include "store/shows.h"

namespace pith::app {

Result<std::optional<Show>> show_named(const store::Session& session, std::string_view name) {
  auto show = store::show_by_slug(session, name);
  if (!show || *show) return show;
  const auto feed = store::feed_by_url(session, name);
  if (!feed) return std::unexpected(feed.error());
  if (!*feed) return std::optional<Show>{};
  return store::show_by_id(session, (*feed)->show_id);
}

}  // namespace pith::app
