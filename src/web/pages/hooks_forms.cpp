// What the forms of /hooks do, each to hooks of the owner who sends it. What is to be sent is asked for by a row of the
// work table.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ids.h"
#include "base/tokens.h"
#include "base/url.h"
#include "base/webhook.h"
#include "stages/delivery/hook_wish.h"
#include "store/hooks.h"
#include "store/readers.h"
#include "text/words.h"
#include "web/account.h"
#include "web/pages/hooks.h"

namespace pith::web {

namespace {

// The hook that a form names, where it is this owner's; as it is within the transaction.
Result<Hook> own_hook(const store::Session& session, const Context& context, const Form& form) {
  auto hook = store::hook_by_id(session, form.get("hook"));
  if (!hook) return std::unexpected(hook.error());
  if (!*hook || (*hook)->reader_id != context.visit.reader()->id)
    return fail(ErrorKind::not_found, "There is no such webhook.");
  return **std::move(hook);
}

// The hook that a form describes; none where something in it does not fit.
std::optional<Hook> hook_in(const Form& form, Faults& faults) {
  const auto url = parse_web_address(form.get("url"));
  if (!url) faults["url"] = url.error().message + ".";
  const auto wanted = form.all("event");
  const bool has_words = !text::words(form.get("words")).empty();
  if (wanted.empty() && !has_words) faults["event"] = "Say what it is to be told of.";
  if (std::ranges::find(wanted, name_of(HookEvent::insight_matched)) != wanted.end() && !has_words)
    faults["words"] = "Say which words an insight must have.";
  if (!faults.empty()) return std::nullopt;
  auto hook = delivery::hook_of({form.get("url"), fmt::format("{}", fmt::join(wanted, ",")), form.get("words")});
  if (hook) return *std::move(hook);
  faults["words"] = fmt::format("That cannot be taken: {}.", hook.error().message);
  return std::nullopt;
}

Result<Hook> added(const Context& context, Hook hook) {
  hook.id = make_id("ho", {random_name()});
  hook.reader_id = context.visit.reader()->id;
  hook.secret = new_webhook_secret();
  hook.added = context.now;
  return context.home.write([&](store::Tx& tx) -> Result<Hook> {
    const auto keeper = store::reader_by_id(tx, hook.reader_id);
    if (!keeper) return std::unexpected(keeper.error());
    if (!*keeper) return fail(ErrorKind::not_found, "This account is not here any more.");
    const auto known = store::hooks_of_reader(tx, hook.reader_id);
    if (!known) return std::unexpected(known.error());
    if (known->size() >= delivery::most_hooks)
      return fail(ErrorKind::invalid_input, fmt::format("There are {} webhooks already. Remove one.", known->size()));
    store::put(tx, hook);
    return hook;
  });
}

}  // namespace

Answer add_hook_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  Faults faults;
  auto hook = hook_in(form, faults);
  if (!hook) return show_hooks(context, nullptr, {form, faults});
  const auto kept = added(context, *std::move(hook));
  if (!kept) return std::unexpected(kept.error());
  return show_hooks(context, &*kept, {{}, {}});
}

Answer test_hook_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto hook = own_hook(context.store(), context, form);
  if (!hook) return std::unexpected(hook.error());
  const auto message = delivery::test_message(*hook, context.now);
  return see_done("/hooks", Done::hook_tested,
                  context.home.write([&](store::Tx& tx) { store::add_message(tx, message); }));
}

Answer resume_hook_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  return see_done("/hooks", Done::hook_resumed, context.home.write([&](store::Tx& tx) -> Result<void> {
    auto hook = own_hook(tx, context, form);
    if (!hook) return std::unexpected(hook.error());
    if (auto resumed = resume_hook(*hook); !resumed) return resumed;
    store::put(tx, *hook);
    return {};
  }));
}

Answer renew_secret_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto renewed = context.home.write([&](store::Tx& tx) -> Result<Hook> {
    auto hook = own_hook(tx, context, form);
    if (!hook) return hook;
    hook->secret = new_webhook_secret();
    store::put(tx, *hook);
    return hook;
  });
  if (!renewed) return std::unexpected(renewed.error());
  return show_hooks(context, &*renewed, {{}, {}});
}

Answer remove_hook_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  return see_done("/hooks", Done::hook_removed, context.home.write([&](store::Tx& tx) -> Result<void> {
    const auto hook = own_hook(tx, context, form);
    if (!hook) return std::unexpected(hook.error());
    store::remove_hook(tx, hook->id);
    return {};
  }));
}

}  // namespace pith::web
