#include "web/api/views.h"

#include <algorithm>

#include "stages/delivery/insight_json.h"
#include "store/episodes.h"
#include "web/people.h"
#include "web/player.h"

namespace pith::web::api {

namespace {

using delivery::is_known;
using delivery::json_seconds;
using delivery::set_if;
using delivery::texts;

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

}  // namespace

const std::string& Views::page_of(std::string_view name, const Show& show) {
  const auto [at, fresh] = pages_.try_emplace({std::string(name), show.id});
  if (fresh && is_known(name)) at->second = person_address(context_, name, show);
  return at->second;
}

json::Value Views::person(std::string_view page, std::string_view name) const {
  return delivery::person_json(whole(page), name);
}

json::Value Views::people(const std::vector<Person>& persons, const Show& show) {
  auto list = json::array();
  for (const auto& each : persons) {
    const auto& page = page_of(each.name, show);
    auto one = page.empty() ? json::object({{"name", each.name}}) : person(page, each.name);
    set_if(one, "role", each.role);
    list.push(std::move(one));
  }
  return list;
}

json::Value Views::insight(const SourcedInsight& source) {
  const auto& page = page_of(source.insight.speaker, source.show);
  return delivery::insight_json(source, site_, page.empty() ? page : whole(page));
}

json::Value Views::episode(const Episode& episode, const Show& show) {
  auto out = json::object({{"id", episode.id}, {"url", site_.episode(episode.id)}, {"title", episode.title}});
  out.set("show", delivery::short_show_json(show));
  out.set("published", format_rfc3339(episode.published)).set("state", name_of(episode.state));
  set_if(out, "reason", episode.reason);
  set_if(out, "description", episode.description);
  set_if(out, "link", episode.link);
  set_if(out, "audio", episode.audio.url);
  if (episode.duration) out.set("duration", episode.duration->count());
  set_if(out, "season", episode.season);
  set_if(out, "episode_number", episode.number);
  out.set("people", people(episode.persons, show));
  auto chapters = json::array();
  for (const auto& chapter : episode.chapters)
    if (!chapter.silent)
      chapters.push(json::object({{"start", json_seconds(chapter.start)}, {"title", chapter.title}}));
  auto soundbites = json::array();
  for (const auto& bite : episode.soundbites)
    soundbites.push(json::object(
        {{"start", json_seconds(bite.start)}, {"duration", json_seconds(bite.duration)}, {"title", bite.title}}));
  return out.set("chapters", std::move(chapters)).set("soundbites", std::move(soundbites));
}

json::Value Views::show(const Show& show) const {
  auto out =
      json::object({{"id", show.id}, {"slug", show.slug}, {"url", site_.show(show.slug)}, {"title", show.title}});
  set_if(out, "author", show.author);
  set_if(out, "description", show.description);
  set_if(out, "link", show.link);
  set_if(out, "language", show.language);
  const auto newest = context_.take(store::recent_episodes_of_show(context_.store(), show.id, {1, 0}));
  if (!newest.empty()) out.set("latest", format_rfc3339(newest.front().published));
  if (context_.options.for_owner) out.set("private", show.is_private);
  return out.set("categories", texts(show.categories)).set("followed", !show.removed);
}

json::Value Views::topic(const store::TopicCount& topic) const {
  return json::object(
      {{"slug", topic.slug}, {"name", topic.name}, {"url", site_.topic(topic.slug)}, {"insights", topic.insights}});
}

json::Value Views::passage(const store::PassageHit& hit, const Episode& episode, const Show& show) const {
  auto out = json::object({{"show", delivery::short_show_json(show)},
                           {"episode", json::object({{"id", episode.id}, {"title", episode.title}})},
                           {"published", format_rfc3339(episode.published)},
                           {"url", site_.moment(hit.episode_id, hit.start)},
                           {"start", json_seconds(hit.start)},
                           {"text", hit.text}});
  if (is_known(hit.speaker)) out.set("speaker", hit.speaker);
  return out;
}

json::Value Views::transcript(const Heard& heard, const Transcript& transcript) {
  auto cues = json::array();
  for (const auto& cue : transcript.cues) {
    auto one = json::object({{"start", json_seconds(cue.start)}, {"end", json_seconds(cue.end)}, {"text", cue.text}});
    const auto speaker = speaker_name(transcript, cue);
    if (is_known(speaker)) one.set("speaker", speaker);
    cues.push(one.set("kind", kind_of(cue.kind)));
  }
  auto speakers = json::array();
  for (const auto& name : transcript.speakers)
    if (const auto& page = page_of(name, heard.show); !page.empty()) speakers.push(person(page, name));
  auto out = json::object({{"episode", heard.episode.id},
                           {"url", site_.episode(heard.episode.id)},
                           {"language", transcript.language},
                           {"times", tolerance_of(heard.episode, transcript)},
                           {"people", std::move(speakers)},
                           {"cues", std::move(cues)}});
  if (!transcript.heard_by.empty())
    out.set("heard_by", transcript.heard_by).set("heard_percent", transcript.heard_percent);
  return out;
}

json::Value timeline_view(std::span<const store::DayCount> days) {
  auto list = json::array();
  for (const auto& [day, insights] : days) list.push(json::object({{"day", format_day(day)}, {"insights", insights}}));
  return json::object({{"days", std::move(list)}});
}

json::Value Views::related(const Link& link, const SourcedInsight& other) {
  return json::object({{"kind", name_of(link.kind)}, {"score", link.score}, {"insight", insight(other)}});
}

json::Value Views::brief(const Brief& brief, std::span<const SourcedInsight> sources, bool with_reasons) {
  auto picks = json::array();
  for (const auto& pick : brief.picks) {
    const auto source = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == pick.insight_id; });
    if (source == sources.end()) continue;
    auto one = json::object({{"insight", insight(*source)}});
    if (with_reasons) one.set("reason", pick.reason);
    picks.push(std::move(one));
  }
  auto out = json::object({{"id", brief.id},
                           {"url", site_.day(brief.day)},
                           {"day", format_day(brief.day)},
                           {"made", format_rfc3339(brief.made)}});
  set_if(out, "note", brief.note);
  return out.set("picks", std::move(picks));
}

}  // namespace pith::web::api
