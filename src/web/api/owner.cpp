// What an owner alone sees: readers, and the webhooks that are theirs.
#include "stages/delivery/insight_json.h"
#include "store/hooks.h"
#include "store/names.h"
#include "store/readers.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"

namespace pith::web::api {

namespace {

Result<void> check_owner(const Context& context) {
  if (context.visit.owner()) return {};
  return fail(ErrorKind::refused, "This is for an owner of this Pith alone: ask with a key of theirs.");
}

json::Value account_view(const Reader& reader) {
  auto out = json::object({{"id", reader.id},
                           {"email", reader.email},
                           {"state", store::word_of(reader.state)},
                           {"owner", reader.owner},
                           {"since", format_rfc3339(reader.confirmed.value_or(reader.added))}});
  delivery::set_if(out, "source", reader.consent_source);
  return out;
}

json::Value message_view(const HookMessage& message) {
  auto out = json::object({{"id", message.id},
                           {"event", pith::name_of(message.event)},
                           {"subject", message.subject},
                           {"made", format_rfc3339(message.made)},
                           {"state", store::word_of(message.state)},
                           {"tries", message.attempts}});
  if (message.tried) out.set("tried", format_rfc3339(*message.tried));
  delivery::set_if(out, "answer", message.answer);
  return out;
}

json::Value hook_view(const Context& context, const Hook& hook) {
  auto events = json::array();
  for (const auto event : hook.events) events.push(pith::name_of(event));
  auto messages = json::array();
  for (const auto& message : context.take(store::messages_of_hook(context.store(), hook.id, store::messages_kept)))
    messages.push(message_view(message));
  auto out = json::object({{"id", hook.id}, {"url", hook.url}, {"state", store::word_of(hook.state)}});
  delivery::set_if(out, "problem", hook.problem);
  return out.set("events", std::move(events))
      .set("words", delivery::texts(hook.words))
      .set("messages", std::move(messages));
}

}  // namespace

Result<json::Value> readers(const Context& context) {
  if (auto good = check_owner(context); !good) return std::unexpected(good.error());
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::accounts(context.store(), *page));
  const auto next = cut(context, list, *page);
  auto items = json::array();
  for (const auto& one : list) items.push(account_view(one));
  return page_view(std::move(items), next);
}

Result<json::Value> hooks(const Context& context) {
  if (auto good = check_owner(context); !good) return std::unexpected(good.error());
  auto items = json::array();
  for (const auto& hook : context.take(store::hooks_of_reader(context.store(), context.visit.reader()->id)))
    items.push(hook_view(context, hook));
  return page_view(std::move(items), {});
}

}  // namespace pith::web::api
