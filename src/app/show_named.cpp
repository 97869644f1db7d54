#include "app/show_named.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "app/output.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "text/utf8.h"

namespace pith::app {

Result<std::optional<Show>> show_named(const store::Session& session, std::string_view name) {
  auto show = store::show_by_slug(session, name);
  if (!show || *show) return show;
  const auto feed = store::feed_by_url(session, name);
  if (!feed) return std::unexpected(feed.error());
  if (!*feed) return std::optional<Show>{};
  return store::show_by_id(session, (*feed)->show_id);
}

namespace {

constexpr std::size_t most_named = 8;

// The shows that are meant by a title: those that have it whole, else those that have it in part.
std::vector<Show> called(std::vector<Show> shows, std::string_view name) {
  const auto wanted = text::fold_for_comparison(name);
  std::vector<Show> whole;
  std::vector<Show> part;
  for (auto& show : shows) {
    if (show.hidden || wanted.empty()) continue;
    const auto title = text::fold_for_comparison(show.title);
    if (title == wanted)
      whole.push_back(std::move(show));
    else if (title.contains(wanted))
      part.push_back(std::move(show));
  }
  return whole.empty() ? part : whole;
}

std::string choices(const std::vector<Show>& shows) {
  std::string list;
  for (std::size_t n = 0; n < std::min(shows.size(), most_named); ++n)
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", in_brief(shows[n].title), shows[n].slug);
  return shows.size() > most_named ? list + " and more" : list;
}

}  // namespace

Result<Show> show_meant(const store::Session& session, std::string_view name) {
  auto named = show_named(session, name);
  if (!named) return std::unexpected(named.error());
  if (*named) return **std::move(named);
  auto all = store::shows(session);
  if (!all) return std::unexpected(all.error());
  auto found = called(*std::move(all), name);
  if (found.size() == 1) return std::move(found.front());
  if (found.empty())
    return fail(ErrorKind::not_found, fmt::format("no show is called {}; pith shows lists them", name));
  return fail(ErrorKind::not_found, fmt::format("several shows are called {}: {}; name one by what stands in brackets",
                                                name, choices(found)));
}

}  // namespace pith::app
