// pith remove: no longer follows a show; with --hide it is shown nowhere, as its publisher may ask.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "store/feeds.h"
#include "store/shows.h"

namespace pith::app {

namespace {

// By slug or id, else by the address of one of its feeds.
Result<std::optional<Show>> find_show(const store::Session& session, std::string_view name) {
  auto show = store::show_by_slug(session, name);
  if (!show || *show) return show;
  const auto feed = store::feed_by_url(session, name);
  if (!feed) return std::unexpected(feed.error());
  if (!*feed) return std::optional<Show>{};
  return store::show_by_id(session, (*feed)->show_id);
}

}  // namespace

Result<int> run_remove(Program& program, const Arguments& arguments) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto name = arguments.get("SHOW");
  auto show = find_show((*store)->read(), name);
  if (!show) return std::unexpected(show.error());
  if (!*show) return fail(ErrorKind::not_found, fmt::format("no show is called {}; pith shows lists them", name));
  auto feeds = store::feeds_of_show((*store)->read(), (*show)->id);
  if (!feeds) return std::unexpected(feeds.error());
  (*show)->removed = true;
  (*show)->hidden = (*show)->hidden || arguments.has("--hide");
  const auto done = (*store)->write([&](store::Tx& tx) {
    store::put(tx, **show);
    for (auto& feed : *feeds) {
      feed.ended = true;
      store::put(tx, feed);
    }
  });
  if (!done) return std::unexpected(done.error());
  print(fmt::format("{} is no longer followed{}\n", (*show)->title, (*show)->hidden ? " and hidden everywhere" : ""));
  return 0;
}

}  // namespace pith::app
