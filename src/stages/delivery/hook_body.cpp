#include "stages/delivery/hook_body.h"

#include <algorithm>

#include "domain/hook.h"
#include "lib/json/json.h"
#include "stages/delivery/quote_json.h"

namespace pith::delivery {

namespace {

json::Value show_json(const Show& show) {
  return json::object({{"id", show.id}, {"slug", show.slug}, {"title", show.title}});
}

json::Value insight_json(const SourcedInsight& source, const Addresses& site) {
  const auto& insight = source.insight;
  auto out = json::object(
      {{"id", insight.id}, {"url", site.insight(insight.id)}, {"headline", insight.headline}, {"text", insight.text}});
  if (is_known(insight.speaker)) out.set("speaker", insight.speaker);
  out.set("topics", texts(insight.topics)).set("published", format_rfc3339(insight.published));
  out.set("show", show_json(source.show));
  out.set("episode", json::object({{"id", source.episode.id}, {"title", source.episode.title}}));
  auto evidence = json::array();
  for (const auto& quote : insight.evidence) evidence.push(quote_json(quote, source.episode));
  return out.set("evidence", std::move(evidence));
}

std::string written(HookEvent event, Time happened, json::Value data) {
  return json::write(
      json::object({{"type", name_of(event)}, {"timestamp", format_rfc3339(happened)}, {"data", std::move(data)}}));
}

}  // namespace

std::string HookBody::brief_ready(const Brief& brief, std::span<const SourcedInsight> sources) const {
  auto picks = json::array();
  for (const auto& pick : brief.picks) {
    const auto source = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == pick.insight_id; });
    if (source == sources.end()) continue;
    picks.push(json::object({{"reason", pick.reason}, {"insight", insight_json(*source, site)}}));
  }
  auto data = json::object({{"id", brief.id}, {"day", format_day(brief.day)}, {"url", site.day(brief.day)}});
  set_if(data, "note", brief.note);
  return written(HookEvent::brief_ready, happened, data.set("picks", std::move(picks)));
}

std::string HookBody::insight_matched(const SourcedInsight& source, std::span<const std::string> words) const {
  return written(HookEvent::insight_matched, happened,
                 json::object({{"words", texts(words)}, {"insight", insight_json(source, site)}}));
}

std::string HookBody::episode_failed(const Episode& episode, const Show& show, const Failure& failure) const {
  return written(HookEvent::episode_failed, happened,
                 json::object({{"episode", json::object({{"id", episode.id},
                                                         {"url", site.episode(episode.id)},
                                                         {"title", episode.title},
                                                         {"published", format_rfc3339(episode.published)}})},
                               {"show", show_json(show)},
                               {"step", failure.step},
                               {"reason", failure.reason}}));
}

std::string HookBody::test(std::string_view hook_id) const {
  return written(HookEvent::test, happened, json::object({{"hook", hook_id}, {"sentence", "This webhook works."}}));
}

}  // namespace pith::delivery
