#include "pipeline/hooks.h"

#include <algorithm>

#include "base/ids.h"
#include "stages/delivery/hook_body.h"
#include "stages/delivery/hook_words.h"
#include "stages/people/identity.h"
#include "store/episodes.h"
#include "store/hooks.h"
#include "store/people.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/sourced.h"

namespace pith::pipeline {

namespace {

bool listens(const Hook& hook, HookEvent event) {
  return hook.state == HookState::active && std::ranges::find(hook.events, event) != hook.events.end();
}

// Those of `known` that are to be told of it; none where the transaction is doomed.
std::vector<Hook> listeners(store::Tx& tx, Result<std::vector<Hook>> known, HookEvent event) {
  if (!known) {
    tx.doom(known.error());
    return {};
  }
  std::erase_if(*known, [&](const Hook& hook) {
    if (!listens(hook, event)) return true;
    const auto may = may_have_hooks(tx, hook.reader_id);
    if (!may) tx.doom(may.error());
    return !may || !*may;
  });
  return *std::move(known);
}

struct Happening {
  HookEvent event;
  std::string subject;
  std::string occasion;  // tells two events of one subject apart
};

void put_message(store::Tx& tx, const Context& context, const Hook& hook, const Happening& what, std::string body) {
  HookMessage message;
  message.id = make_id("msg", {hook.id, name_of(what.event), what.subject, what.occasion});
  message.hook_id = hook.id;
  message.event = what.event;
  message.subject = what.subject;
  message.body = std::move(body);
  message.made = context.clock.now();
  store::add_message(tx, message);
}

template <class T>
T taken(store::Tx& tx, Result<T> result) {
  if (result) return *std::move(result);
  tx.doom(result.error());
  return {};
}

std::vector<SourcedInsight> sources_of(store::Tx& tx, std::span<const std::string> ids) {
  return taken(tx, store::sourced_insights(tx, ids));
}

// As web/people has them for the owner.
delivery::PersonsPage pages_in(store::Tx& tx, const Context& context, const delivery::Addresses& site) {
  return [&](std::string_view name, const Show& show) -> std::string {
    const auto key = person_key(name);
    if (key.empty()) return {};
    const auto appearances = taken(tx, store::kinds_of_appearance(tx, key));
    std::vector<Show> heard_on;
    heard_on.reserve(appearances.size());
    people::Shows shows;
    for (const auto& appearance : appearances) {
      if (shows.contains(appearance.show_id)) continue;
      const auto found = taken(tx, store::show_by_id(tx, appearance.show_id));
      if (found && !found->hidden) shows[found->id] = {&heard_on.emplace_back(*found), 0};
    }
    const auto& declared = context.options.one_person;
    const bool one = std::ranges::find(declared, key, person_key) != declared.end();
    const auto people = people::people_of(appearances, shows, one).size();
    return people == 0 ? "" : site.person(key, people == 1 ? std::string_view{} : show.slug);
  };
}

}  // namespace

Result<bool> may_have_hooks(const store::Session& session, std::string_view reader_id) {
  if (reader_id == home_reader) return true;
  const auto reader = store::reader_by_id(session, reader_id);
  if (!reader) return std::unexpected(reader.error());
  return *reader && (*reader)->owner;
}

void tell_of_brief(store::Tx& tx, const Context& context, const Brief& brief) {
  const auto hooks = listeners(tx, store::hooks_of_reader(tx, brief.reader_id), HookEvent::brief_ready);
  if (hooks.empty()) return;
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  const delivery::Addresses site(context.options.site_url);
  const delivery::HookBody bodies{site, context.clock.now(), pages_in(tx, context, site)};
  const auto body = bodies.brief_ready(brief, sources_of(tx, ids));
  for (const auto& hook : hooks) put_message(tx, context, hook, {HookEvent::brief_ready, brief.id, ""}, body);
}

void tell_of_insights(store::Tx& tx, const Context& context, std::span<const Insight> fresh) {
  if (fresh.empty()) return;
  const auto hooks = listeners(tx, store::hooks(tx), HookEvent::insight_matched);
  if (hooks.empty()) return;
  std::vector<std::string> ids;
  for (const auto& insight : fresh) ids.push_back(insight.id);
  const delivery::Addresses site(context.options.site_url);
  const delivery::HookBody bodies{site, context.clock.now(), pages_in(tx, context, site)};
  for (const auto& source : sources_of(tx, ids))
    for (const auto& hook : hooks)
      if (const auto met = delivery::words_met(hook.words, source.insight); !met.empty())
        put_message(tx, context, hook, {HookEvent::insight_matched, source.insight.id, ""},
                    bodies.insight_matched(source, met));
}

void tell_of_failure(store::Tx& tx, const Context& context, const store::WorkKey& work, std::string_view reason) {
  const auto hooks = listeners(tx, store::hooks(tx), HookEvent::episode_failed);
  if (hooks.empty()) return;
  const auto episode = taken(tx, store::episode_by_id(tx, work.subject));
  if (!episode || episode->hidden) return;
  const auto show = taken(tx, store::show_by_id(tx, episode->show_id));
  if (!show || show->hidden) return;
  const Time now = context.clock.now();
  const delivery::Addresses site(context.options.site_url);
  const auto body = delivery::HookBody{site, now}.episode_failed(*episode, *show, {work.step, reason});
  for (const auto& hook : hooks)
    put_message(tx, context, hook, {HookEvent::episode_failed, episode->id, work.step + format_rfc3339(now)}, body);
}

}  // namespace pith::pipeline
