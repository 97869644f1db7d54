#include "web/api/schemas.h"

#include <fmt/format.h>

namespace pith::web::api {

namespace {

json::Value typed(std::string_view type) { return json::object({{"type", type}}); }
json::Value text() { return typed("string"); }
json::Value number() { return typed("number"); }
json::Value whole() { return typed("integer"); }
json::Value time() { return json::object({{"type", "string"}, {"format", "date-time"}}); }
json::Value day() { return json::object({{"type", "string"}, {"format", "date"}}); }
json::Value address() { return json::object({{"type", "string"}, {"format", "uri-reference"}}); }
json::Value list(json::Value of) { return json::object({{"type", "array"}, {"items", std::move(of)}}); }
json::Value named(std::string_view name) {
  return json::object({{"$ref", fmt::format("#/components/schemas/{}", name)}});
}
json::Value one_of(std::initializer_list<json::Value> words) {
  return json::object({{"type", "string"}, {"enum", json::array(words)}});
}

// Members whose name ends in '?' may be left out; there are no others.
json::Value object(std::initializer_list<json::Member> members) {
  auto properties = json::object();
  auto required = json::array();
  for (const auto& member : members) {
    std::string_view name = member.key;
    if (name.ends_with('?'))
      name.remove_suffix(1);
    else
      required.push(name);
    properties.set(name, member.value);
  }
  return json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)},
                       {"additionalProperties", false}});
}

// A page of a list: `next` is the cursor of the one after it.
json::Value page_of(std::string_view name) { return object({{"items", list(named(name))}, {"next?", text()}}); }

json::Value short_show() { return object({{"id", text()}, {"slug", text()}, {"title", text()}}); }

json::Value insight() {
  return object({{"id", text()},
                 {"headline", text()},
                 {"text", text()},
                 {"speaker?", text()},
                 {"topics", list(text())},
                 {"entities", list(text())},
                 {"score", number()},
                 {"published", time()},
                 {"show", short_show()},
                 {"episode", object({{"id", text()}, {"title", text()}})},
                 {"evidence", list(named("Evidence"))},
                 {"engine", text()},
                 {"version", text()},
                 {"replaced_by?", text()}});
}

json::Value episode() {
  return object({{"id", text()},
                 {"title", text()},
                 {"show", short_show()},
                 {"published", time()},
                 {"state", one_of({"listed", "waiting", "fetching", "transcribed", "distilled", "undistilled"})},
                 {"reason?", text()},
                 {"description?", text()},
                 {"link?", address()},
                 {"audio?", address()},
                 {"duration?", whole()},
                 {"people", list(object({{"name", text()}, {"role?", text()}}))},
                 {"chapters", list(object({{"start", number()}, {"title", text()}}))}});
}

json::Value show() {
  return object({{"id", text()},
                 {"slug", text()},
                 {"title", text()},
                 {"author?", text()},
                 {"description?", text()},
                 {"link?", address()},
                 {"language?", text()},
                 {"categories", list(text())},
                 {"followed", typed("boolean")}});
}

json::Value person() {
  const auto presence = object({{"show", short_show()}, {"episodes", whole()}, {"role?", text()}});
  return object({{"slug", text()}, {"name", text()}, {"shows", list(presence)}});
}

// Members that only an owner sees may be left out.
json::Value status() {
  const auto counts = object({{"shows", whole()},
                              {"episodes", whole()},
                              {"transcripts", whole()},
                              {"insights", whole()},
                              {"briefs", whole()}});
  const auto given_up = object({{"step", text()}, {"subject", text()}, {"attempts", whole()}, {"problem", text()}});
  const auto tried_again = object({{"step", text()}, {"subject", text()}, {"due", time()}, {"problem", text()}});
  const auto model_day = object({{"day", day()},
                                 {"answers", whole()},
                                 {"prompt_tokens", whole()},
                                 {"answer_tokens", whole()},
                                 {"cost", number()},
                                 {"offered", whole()},
                                 {"stood", whole()}});
  return object({{"counts", counts},
                 {"under_way", list(object({{"step", text()}, {"count", whole()}}))},
                 {"troubled_feeds?", list(object({{"show", short_show()}, {"problem", text()}}))},
                 {"waiting?", list(named("Episode"))},
                 {"given_up?", list(given_up)},
                 {"tried_again?", list(tried_again)},
                 {"model?", list(model_day)}});
}

json::Value cue() {
  return object({{"start", number()},
                 {"end", number()},
                 {"text", text()},
                 {"speaker?", text()},
                 {"kind", one_of({"talk", "ad", "chatter"})}});
}

}  // namespace

json::Value schemas() {
  const auto kind = one_of({"restates", "supports", "extends", "opposes", "updates", "related"});
  auto all = json::object();
  all.set(
      "Evidence",
      object({{"quote", text()}, {"start", number()}, {"end", number()}, {"speaker?", text()}, {"audio?", address()}}));
  all.set("Insight", insight()).set("Episode", episode()).set("Show", show());
  all.set("Topic", object({{"slug", text()}, {"name", text()}, {"insights", whole()}}));
  all.set("Pick", object({{"reason?", text()}, {"insight", named("Insight")}}));
  all.set(
      "Brief",
      object({{"id", text()}, {"day", day()}, {"made", time()}, {"note?", text()}, {"picks", list(named("Pick"))}}));
  all.set("Related", object({{"kind", kind}, {"score", number()}, {"insight", named("Insight")}}));
  all.set("Passage", object({{"episode", text()}, {"start", number()}, {"text", text()}, {"speaker?", text()}}));
  all.set("Transcript", object({{"episode", text()},
                                {"language", text()},
                                {"heard_by?", text()},
                                {"heard_percent?", whole()},
                                {"cues", list(cue())}}));
  all.set("Storyline", object({{"shows", whole()}, {"insights", list(named("Insight"))}}));
  all.set("Timeline", object({{"days", list(object({{"day", day()}, {"insights", whole()}}))}}));
  all.set("People", object({{"people", list(person())}}));
  all.set("Status", status());
  for (const char* name : {"Insight", "Episode", "Show", "Topic", "Brief", "Related"})
    all.set(fmt::format("{}Page", name), page_of(name));
  all.set("Found", object({{"insights", list(named("Insight"))},
                           {"passages", list(named("Passage"))},
                           {"next?", text()},
                           {"did_you_mean?", text()},
                           {"corrected?", typed("boolean")}}));
  all.set("Problem", object({{"type", text()},
                             {"title", text()},
                             {"status", whole()},
                             {"detail", text()},
                             {"instance?", text()},
                             {"violated-policies?", list(text())}}));
  return all;
}

}  // namespace pith::web::api
