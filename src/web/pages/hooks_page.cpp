// GET /hooks: an owner's webhooks and what was sent to them. The secret of one is shown by the form that made it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/url.h"
#include "store/hooks.h"
#include "text/utf8.h"
#include "web/account.h"
#include "web/pages/hooks.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int messages_shown = 10;

std::string_view text_of(HookEvent event) {
  switch (event) {
    case HookEvent::brief_ready:
      return "Your brief is ready";
    case HookEvent::insight_matched:
      return "An insight on your words";
    case HookEvent::episode_failed:
      return "An episode failed";
    case HookEvent::test:
      break;
  }
  return "Test";
}

std::string state_text(const HookMessage& message) {
  if (message.state == DeliveryState::sent) return "delivered";
  if (message.state == DeliveryState::failed) return "not delivered";
  return message.attempts == 0 ? "waits"
                               : fmt::format("tried {}, tried again later", counted(message.attempts, "time", "times"));
}

std::string subject_url(const HookMessage& message) {
  if (message.event == HookEvent::insight_matched) return links().insight(message.subject);
  if (message.event == HookEvent::episode_failed) return links().episode(message.subject);
  return {};
}

void add_log(const Context& context, templates::Values& section, const Hook& hook) {
  const auto messages = context.take(store::messages_of_hook(context.store(), hook.id, messages_shown));
  if (messages.empty()) return;
  auto& log = section.add("LOG");
  for (const auto& message : messages) {
    auto& row = log.add("ROW");
    const auto url = subject_url(message);
    row.set("EVENT", text_of(message.event)).set("WHEN", relative_time(message.made, context.now));
    row.set("STATE", state_text(message)).set_if("ANSWER", message.answer);
    row.set("SUBJECT_URL", url).show(url.empty() ? "SUBJECT_PLAIN" : "SUBJECT_LINK");
  }
}

void add_hook(const Context& context, templates::Values& body, const Hook& hook) {
  auto& section = body.add("HOOK");
  std::vector<std::string_view> events;
  for (const auto event : hook.events) events.push_back(text_of(event));
  const auto url = parse_url(hook.url);
  section.set("HOST", url ? url->host : hook.url);
  section.set("ID", hook.id).set("URL", hook.url).set("EVENTS", fmt::format("{}", fmt::join(events, ", ")));
  section.set_if("WORDS", fmt::format("{}", fmt::join(hook.words, ", "))).set_if("PROBLEM", hook.problem);
  section.set("STATE", hook.state == HookState::ended ? "Ended" : "Paused");
  section.show_if(hook.state == HookState::paused, "PAUSED");
  add_log(context, section, hook);
}

// The form for one more, as it was filled in.
void add_wish(templates::Values& body, const Filled& filled) {
  body.set("URL", text::repair_utf8(filled.form.get("url"))).set("WORDS", text::repair_utf8(filled.form.get("words")));
  add_faults(body, filled.faults);
  const auto chosen = filled.form.all("event");
  for (const auto event : {HookEvent::brief_ready, HookEvent::insight_matched, HookEvent::episode_failed}) {
    auto& box = body.add("WHAT").set("VALUE", name_of(event)).set("TEXT", text_of(event));
    box.show_if(std::ranges::find(chosen, name_of(event)) != chosen.end(), "CHOSEN");
  }
}

}  // namespace

Answer show_hooks(const Context& context, const Hook* fresh, const Filled& filled) {
  Page page(context, "hooks.html", "Webhooks");
  auto& body = page.body();
  add_form_token(context, body);
  add_outcome(context, body, filled.faults);
  add_wish(body, filled);
  if (fresh != nullptr) body.add("FRESH").set("URL", fresh->url).set("SECRET", fresh->secret);
  auto hooks = context.take(store::hooks_of_reader(context.store(), context.visit.reader()->id));
  if (fresh != nullptr && std::ranges::find(hooks, fresh->id, &Hook::id) == hooks.end())
    hooks.push_back(*fresh);  // the page stands on the store as it was before
  for (const auto& hook : hooks) add_hook(context, body, hook);
  return page.answer(filled.faults.empty() ? 200 : 400);
}

Answer hooks_page(const Context& context) {
  if (!context.visit.owner()) return owners_only(context);
  return show_hooks(context, nullptr, {{}, {}});
}

}  // namespace pith::web
