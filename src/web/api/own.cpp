// What is the asking reader's own: when their brief comes, what they want, what was learnt of them, their keys.
#include <optional>
#include <utility>

#include "domain/grants.h"
#include "stages/brief/learnt.h"
#include "stages/delivery/insight_json.h"
#include "store/access_keys.h"
#include "store/insights.h"
#include "store/names.h"
#include "store/tastes.h"
#include "web/account.h"
#include "web/api/handlers.h"
#include "web/learnt.h"

namespace pith::web::api {

namespace {

constexpr std::size_t verdicts_told = 100;

std::string_view name_of(brief::LearntKind kind) {
  switch (kind) {
    case brief::LearntKind::topic:
      return "topic";
    case brief::LearntKind::show:
      return "show";
    case brief::LearntKind::person:
      return "person";
    case brief::LearntKind::words:
    case brief::LearntKind::insight:
      break;
  }
  return "words";
}

json::Value interests_view(const Context& context, std::string_view reader_id) {
  auto list = json::array();
  for (const auto& interest : context.take(store::interests_of(context.store(), reader_id))) {
    auto one = json::object({{"kind", store::word_of(interest.kind)},
                             {"value", interest.value},
                             {"name", interest_text(context, interest)},
                             {"since", format_rfc3339(interest.since)}});
    if (interest.kind == InterestKind::person) one.set("heard", is_heard(context, interest));
    list.push(std::move(one));
  }
  return list;
}

json::Value verdicts_view(const Context& context, std::string_view reader_id) {
  auto verdicts = context.take(store::verdicts_of(context.store(), reader_id));
  if (verdicts.size() > verdicts_told) verdicts.resize(verdicts_told);
  const auto site = whole_links(context);
  auto list = json::array();
  for (const auto& verdict : verdicts) {
    auto on = json::object({{"id", verdict.insight_id}, {"url", site.insight(verdict.insight_id)}});
    auto insight = context.take(store::insight_by_id(context.store(), verdict.insight_id));
    if (const auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt)
      on.set("headline", source->insight.headline);
    list.push(json::object({{"insight", std::move(on)},
                            {"taste", store::word_of(verdict.taste)},
                            {"given", format_rfc3339(verdict.given)}}));
  }
  return list;
}

json::Value learnt_view(const Context& context, std::string_view reader_id) {
  auto list = json::array();
  for (const auto& one : learnt_of(context, reader_id))
    list.push(json::object({{"kind", name_of(one.kind)},
                            {"value", one.value},
                            {"name", one.name},
                            {"weight", one.weight},
                            {"because", brief::source_of(one)}}));
  return list;
}

void set_used(json::Value& out, const AccessKey& key) {
  out.set("made", format_rfc3339(key.made));
  if (key.last_used) out.set("last_used", format_day(*key.last_used));
}

// Neither keys nor the feed's address themselves: who holds a key that is removed must be left with nothing.
void set_keys(const Context& context, json::Value& out, std::string_view reader_id) {
  auto keys = json::array();
  for (const auto& key : context.take(store::access_keys_of(context.store(), reader_id))) {
    auto one = json::object();
    set_used(one, key);
    if (key.purpose == grants::own_feed)
      out.set("own_feed", std::move(one));
    else
      keys.push(one.set("id", key.id).set("name", key.name).set("hint", key_hint(key)));
  }
  out.set("keys", std::move(keys));
}

}  // namespace

Result<json::Value> reader(const Context& context) {
  if (!context.visit.reader())
    return fail(ErrorKind::refused,
                "This is a reader's own: ask with their key, as \"Authorization: Bearer pith_...\".");
  const auto& reader = *context.visit.reader();
  auto out = json::object({{"id", reader.id},
                           {"state", store::word_of(reader.state)},
                           {"owner", context.visit.owner()},
                           {"hour", hour_text(reader.hour)},
                           {"zone", reader.zone},
                           {"language", reader.language}});
  delivery::set_if(out, "email", reader.email);
  if (takes_briefs(reader)) out.set("next_brief", format_rfc3339(brief_due(reader, context.now).next));
  out.set("interests", interests_view(context, reader.id)).set("verdicts", verdicts_view(context, reader.id));
  out.set("learnt", learnt_view(context, reader.id));
  set_keys(context, out, reader.id);
  return out;
}

}  // namespace pith::web::api
