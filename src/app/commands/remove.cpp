// pith remove: no longer follows a show; with --hide the show, or one episode, is shown nowhere, as its publisher may
// ask; --unhide takes that back.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/program.h"
#include "app/show_named.h"
#include "app/usage.h"
#include "base/url.h"
#include "lib/json/json.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/hiding.h"
#include "store/shows.h"
#include "store/work.h"

namespace pith::app {

namespace {

// "ep_..." by itself, or at the end of the address of its page.
std::string episode_id_in(const std::string& name) {
  const auto at = name.rfind("ep_");
  const bool begins = at == 0 || (at != std::string::npos && name[at - 1] == '/');
  return begins ? name.substr(at, name.find_first_of("?#/", at) - at) : std::string{};
}

json::Value as_json(const Show& show) {
  return json::object({{"id", show.id}, {"title", show.title}, {"followed", !show.removed}, {"hidden", show.hidden}});
}

Result<int> hide_episode(Program& program, store::Store& store, const std::string& id, const Arguments& arguments) {
  const bool hide = arguments.has("--hide");
  if (!hide && !arguments.has("--unhide"))
    return wrong_usage(fmt::format("{} is an episode: it can only be hidden, with --hide", id));
  auto episode = store::episode_by_id(store.read(), id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return fail(ErrorKind::not_found, fmt::format("there is no episode {}", id));
  if (auto done = store.write([&](store::Tx& tx) { store::hide_episode(tx, id, hide); }); !done)
    return std::unexpected(done.error());
  say(program.json(), json::object({{"id", id}, {"title", (*episode)->title}, {"hidden", hide}}),
      fmt::format("{} is {}", (*episode)->title, hide ? "hidden everywhere" : "shown again"));
  return 0;
}

// As it stands within the transaction: another process may have changed it since it was found.
Result<Show> standing(const store::Tx& tx, const Show& found) {
  auto show = store::show_by_id(tx, found.id);
  if (!show) return std::unexpected(show.error());
  if (!*show) return fail(ErrorKind::not_found, fmt::format("{} is not here any more", found.title));
  return **std::move(show);
}

Result<int> unhide_show(const Program& program, store::Store& store, const Show& found) {
  auto show = store.write([&](store::Tx& tx) {
    auto now = standing(tx, found);
    if (now && !now->hidden)
      return Result<Show>(fail(ErrorKind::invalid_input, fmt::format("{} is not hidden", now->title)));
    store::hide_show(tx, found.id, false);
    return now;
  });
  if (!show) return std::unexpected(show.error());
  show->hidden = false;
  say(program.json(), as_json(*show),
      fmt::format("{} is shown again{}", show->title,
                  show->removed ? "; it is not followed: pith add takes it up anew" : ""));
  return 0;
}

Result<int> unfollow_show(const Program& program, store::Store& store, const Show& found, bool hide) {
  auto show = store.write([&](store::Tx& tx) {
    auto now = standing(tx, found);
    store::unfollow(tx, found.id, hide);
    return now;
  });
  if (!show) return std::unexpected(show.error());
  const bool was_followed = !show->removed;
  show->removed = true;
  show->hidden = show->hidden || hide;
  say(program.json(), as_json(*show),
      fmt::format("{} {}{}", show->title, was_followed ? "is no longer followed" : "was not followed any more",
                  show->hidden ? " and is hidden everywhere" : ""));
  return 0;
}

bool is_called(const store::Work& work, const std::string& address) {
  const auto url = parse_web_address(address);
  return work.key.subject == address || redact_url(work.key.subject) == address ||
         (url && work.key.subject == url->text());
}

// An address that could not be followed, as pith doctor lists it.
Result<int> forget_address(const Program& program, store::Store& store, const std::string& name) {
  auto unfollowed = store::work_in_trouble(store.read(), "follow");
  if (!unfollowed) return std::unexpected(unfollowed.error());
  std::erase_if(*unfollowed, [&](const store::Work& work) { return !is_called(work, name); });
  if (unfollowed->empty())
    return fail(ErrorKind::not_found, fmt::format("no show is called {}; pith shows lists them", name));
  const auto done = store.write([&](store::Tx& tx) {
    for (const auto& work : *unfollowed) store::forget(tx, work.key);
  });
  if (!done) return std::unexpected(done.error());
  const auto address = redact_url(unfollowed->front().key.subject);
  say(program.json(), json::object({{"address", address}, {"forgotten", true}}),
      fmt::format("{}, which could not be followed, is forgotten", address));
  return 0;
}

}  // namespace

Result<int> run_remove(Program& program, const Arguments& arguments) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  if (arguments.has("--hide") && arguments.has("--unhide"))
    return wrong_usage("--hide and --unhide cannot both be meant");
  const auto name = arguments.get("SHOW");
  if (const auto id = episode_id_in(name); !id.empty()) return hide_episode(program, **store, id, arguments);
  auto show = show_named((*store)->read(), name);
  if (!show) return std::unexpected(show.error());
  if (!*show) return forget_address(program, **store, name);
  if (arguments.has("--unhide")) return unhide_show(program, **store, **show);
  return unfollow_show(program, **store, **show, arguments.has("--hide"));
}

}  // namespace pith::app
