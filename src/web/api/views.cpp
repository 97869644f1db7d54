#include "web/api/views.h"

#include <algorithm>

#include "stages/delivery/quote_json.h"

namespace pith::web::api {

namespace {

using delivery::is_known;
using delivery::json_seconds;
using delivery::set_if;
using delivery::texts;

json::Value evidence_view(const SourcedInsight& source) {
  auto list = json::array();
  for (const auto& quote : source.insight.evidence) list.push(delivery::quote_json(quote, source.episode));
  return list;
}

std::string_view kind_of(CueKind kind) {
  switch (kind) {
    case CueKind::ad:
      return "ad";
    case CueKind::chatter:
      return "chatter";
    case CueKind::talk:
      break;
  }
  return "talk";
}

json::Value people_view(const std::vector<Person>& persons) {
  auto list = json::array();
  for (const auto& person : persons) {
    auto one = json::object({{"name", person.name}});
    set_if(one, "role", person.role);
    list.push(std::move(one));
  }
  return list;
}

}  // namespace

json::Value short_show_view(const Show& show) {
  return json::object({{"id", show.id}, {"slug", show.slug}, {"title", show.title}});
}

json::Value insight_view(const SourcedInsight& source) {
  const auto& [insight, episode, show] = source;
  auto out = json::object({{"id", insight.id}, {"headline", insight.headline}, {"text", insight.text}});
  if (is_known(insight.speaker)) out.set("speaker", insight.speaker);
  out.set("topics", texts(insight.topics)).set("entities", texts(insight.entities)).set("score", insight.score);
  out.set("published", format_rfc3339(insight.published));
  out.set("show", short_show_view(show));
  out.set("episode", json::object({{"id", episode.id}, {"title", episode.title}}));
  out.set("evidence", evidence_view(source));
  out.set("engine", insight.engine).set("version", insight.version);
  set_if(out, "replaced_by", insight.replaced_by);
  return out;
}

json::Value episode_view(const Episode& episode, const Show& show) {
  auto out = json::object({{"id", episode.id}, {"title", episode.title}});
  out.set("show", short_show_view(show));
  out.set("published", format_rfc3339(episode.published)).set("state", name_of(episode.state));
  set_if(out, "reason", episode.reason);
  set_if(out, "description", episode.description);
  set_if(out, "link", episode.link);
  set_if(out, "audio", episode.audio.url);
  if (episode.duration) out.set("duration", episode.duration->count());
  out.set("people", people_view(episode.persons));
  auto chapters = json::array();
  for (const auto& chapter : episode.chapters)
    if (!chapter.silent)
      chapters.push(json::object({{"start", json_seconds(chapter.start)}, {"title", chapter.title}}));
  return out.set("chapters", std::move(chapters));
}

json::Value show_view(const Show& show) {
  auto out = json::object({{"id", show.id}, {"slug", show.slug}, {"title", show.title}});
  set_if(out, "author", show.author);
  set_if(out, "description", show.description);
  set_if(out, "link", show.link);
  set_if(out, "language", show.language);
  return out.set("categories", texts(show.categories)).set("followed", !show.removed);
}

json::Value topic_view(const store::TopicCount& topic) {
  return json::object({{"slug", topic.slug}, {"name", topic.name}, {"insights", topic.insights}});
}

json::Value passage_view(const store::PassageHit& hit) {
  auto out = json::object({{"episode", hit.episode_id}, {"start", json_seconds(hit.start)}, {"text", hit.text}});
  if (is_known(hit.speaker)) out.set("speaker", hit.speaker);
  return out;
}

json::Value transcript_view(std::string_view episode_id, const Transcript& transcript) {
  auto cues = json::array();
  for (const auto& cue : transcript.cues) {
    auto one = json::object({{"start", json_seconds(cue.start)}, {"end", json_seconds(cue.end)}, {"text", cue.text}});
    const auto speaker = speaker_name(transcript, cue);
    if (is_known(speaker)) one.set("speaker", speaker);
    cues.push(one.set("kind", kind_of(cue.kind)));
  }
  auto out = json::object({{"episode", episode_id}, {"language", transcript.language}, {"cues", std::move(cues)}});
  if (!transcript.heard_by.empty())
    out.set("heard_by", transcript.heard_by).set("heard_percent", transcript.heard_percent);
  return out;
}

json::Value timeline_view(std::span<const store::DayCount> days) {
  auto list = json::array();
  for (const auto& [day, insights] : days) list.push(json::object({{"day", format_day(day)}, {"insights", insights}}));
  return json::object({{"days", std::move(list)}});
}

json::Value related_view(const Link& link, const SourcedInsight& other) {
  return json::object({{"kind", name_of(link.kind)}, {"score", link.score}, {"insight", insight_view(other)}});
}

json::Value brief_view(const Brief& brief, std::span<const SourcedInsight> sources, bool with_reasons) {
  auto picks = json::array();
  for (const auto& pick : brief.picks) {
    const auto source = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == pick.insight_id; });
    if (source == sources.end()) continue;
    auto one = json::object({{"insight", insight_view(*source)}});
    if (with_reasons) one.set("reason", pick.reason);
    picks.push(std::move(one));
  }
  auto out = json::object({{"id", brief.id}, {"day", format_day(brief.day)}, {"made", format_rfc3339(brief.made)}});
  set_if(out, "note", brief.note);
  return out.set("picks", std::move(picks));
}

}  // namespace pith::web::api
