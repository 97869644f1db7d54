#include "stages/delivery/hook_body.h"

#include <algorithm>

#include "domain/hook.h"
#include "lib/json/json.h"
#include "stages/delivery/insight_json.h"

namespace pith::delivery {

namespace {

std::string written(HookEvent event, Time happened, json::Value data) {
  return json::write(
      json::object({{"type", name_of(event)}, {"timestamp", format_rfc3339(happened)}, {"data", std::move(data)}}));
}

}  // namespace

json::Value HookBody::told(const SourcedInsight& source) const {
  return insight_json(source, site, page_of ? page_of(source.insight.speaker, source.show) : std::string{});
}

std::string HookBody::brief_ready(const Brief& brief, std::span<const SourcedInsight> sources) const {
  auto picks = json::array();
  for (const auto& pick : brief.picks) {
    const auto source = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == pick.insight_id; });
    if (source == sources.end()) continue;
    picks.push(json::object({{"reason", pick.reason}, {"insight", told(*source)}}));
  }
  auto data = json::object({{"id", brief.id},
                            {"url", site.day(brief.day)},
                            {"day", format_day(brief.day)},
                            {"made", format_rfc3339(brief.made)}});
  set_if(data, "note", brief.note);
  return written(HookEvent::brief_ready, happened, data.set("picks", std::move(picks)));
}

std::string HookBody::insight_matched(const SourcedInsight& source, std::span<const std::string> words) const {
  return written(HookEvent::insight_matched, happened,
                 json::object({{"words", texts(words)}, {"insight", told(source)}}));
}

std::string HookBody::episode_failed(const Episode& episode, const Show& show, const Failure& failure) const {
  return written(HookEvent::episode_failed, happened,
                 json::object({{"episode", json::object({{"id", episode.id},
                                                         {"url", site.episode(episode.id)},
                                                         {"title", episode.title},
                                                         {"published", format_rfc3339(episode.published)}})},
                               {"show", short_show_json(show)},
                               {"step", failure.step},
                               {"reason", failure.reason}}));
}

std::string HookBody::test(std::string_view hook_id) const {
  return written(HookEvent::test, happened, json::object({{"hook", hook_id}, {"sentence", "This webhook works."}}));
}

}  // namespace pith::delivery
