// pith remove: no longer follows a show; with --hide the show, or one episode, is shown nowhere, as its publisher may
// ask.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "store/episodes.h"
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

// "ep_..." by itself, or at the end of the address of its page.
std::string episode_id_in(const std::string& name) {
  const auto at = name.rfind("ep_");
  const bool begins = at == 0 || (at != std::string::npos && name[at - 1] == '/');
  return begins ? name.substr(at, name.find_first_of("?#/", at) - at) : std::string{};
}

Result<int> hide_episode(store::Store& store, const std::string& id, bool hide) {
  if (!hide)
    return fail(ErrorKind::invalid_input, fmt::format("{} is an episode: it can only be hidden, with --hide", id));
  auto episode = store::episode_by_id(store.read(), id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return fail(ErrorKind::not_found, fmt::format("there is no episode {}", id));
  (*episode)->hidden = true;
  if (auto done = store.write([&](store::Tx& tx) { store::put(tx, **episode); }); !done)
    return std::unexpected(done.error());
  print(fmt::format("{} is hidden everywhere\n", (*episode)->title));
  return 0;
}

}  // namespace

Result<int> run_remove(Program& program, const Arguments& arguments) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto name = arguments.get("SHOW");
  if (const auto id = episode_id_in(name); !id.empty()) return hide_episode(**store, id, arguments.has("--hide"));
  auto show = find_show((*store)->read(), name);
  if (!show) return std::unexpected(show.error());
  if (!*show) return fail(ErrorKind::not_found, fmt::format("no show is called {}; pith shows lists them", name));
  const bool hide = arguments.has("--hide");
  const auto done = (*store)->write([&](store::Tx& tx) { store::unfollow(tx, **show, hide); });
  if (!done) return std::unexpected(done.error());
  print(fmt::format("{} is no longer followed{}\n", (*show)->title,
                    (*show)->hidden || hide ? " and hidden everywhere" : ""));
  return 0;
}

}  // namespace pith::app
