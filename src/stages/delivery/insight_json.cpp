#include "stages/delivery/insight_json.h"

#include <algorithm>
#include <vector>

#include "base/ids.h"
#include "base/uri.h"

namespace pith::delivery {

namespace {

json::Value topics_json(std::span<const std::string> names, const Addresses& site) {
  auto list = json::array();
  for (const auto& name : names) {
    const auto slug = slug_of(name);
    list.push(json::object({{"slug", slug}, {"name", name}, {"url", site.topic(slug)}}));
  }
  return list;
}

json::Value quote_json(const Quote& quote, const Episode& episode) {
  auto out =
      json::object({{"quote", quote.text}, {"start", json_seconds(quote.start)}, {"end", json_seconds(quote.end)}});
  if (is_known(quote.speaker)) out.set("speaker", quote.speaker);
  set_if(out, "audio", audio_at(episode.audio.url, quote.start));
  return out;
}

// In the order in which it was said; the first of an insight's quotes carries it.
json::Value evidence_json(const SourcedInsight& source, const Addresses& site) {
  const auto& quotes = source.insight.evidence;
  std::vector<const Quote*> said;
  for (const auto& quote : quotes) said.push_back(&quote);
  std::ranges::stable_sort(said, {}, [](const Quote* quote) { return quote->start; });
  auto list = json::array();
  for (const auto* quote : said) {
    auto one = quote_json(*quote, source.episode);
    one.set("role", quote == &quotes.front() ? "quote" : "context");
    list.push(one.set("url", site.moment(source.episode.id, quote->start)));
  }
  return list;
}

}  // namespace

double json_seconds(std::chrono::milliseconds at) { return static_cast<double>(at.count()) / 1000; }

json::Value texts(std::span<const std::string> list) {
  auto out = json::array();
  for (const auto& text : list) out.push(text);
  return out;
}

void set_if(json::Value& object, std::string_view key, std::string_view text) {
  if (!text.empty()) object.set(key, text);
}

bool is_known(std::string_view speaker) { return !speaker.empty() && speaker != "unknown speaker"; }

json::Value short_show_json(const Show& show) {
  return json::object({{"id", show.id}, {"slug", show.slug}, {"title", show.title}});
}

json::Value person_json(std::string_view page, std::string_view name) {
  return json::object({{"slug", page.substr(page.rfind('/') + 1)}, {"name", name}, {"url", uri_of(page)}});
}

json::Value insight_json(const SourcedInsight& source, const Addresses& site, std::string_view speakers_page) {
  const auto& [insight, episode, show] = source;
  auto out = json::object(
      {{"id", insight.id}, {"url", site.insight(insight.id)}, {"headline", insight.headline}, {"text", insight.text}});
  if (is_known(insight.speaker)) out.set("speaker", insight.speaker);
  if (!speakers_page.empty()) out.set("person", person_json(speakers_page, insight.speaker));
  out.set("topics", topics_json(insight.topics, site)).set("entities", texts(insight.entities));
  out.set("score", insight.score).set("published", format_rfc3339(insight.published));
  out.set("show", short_show_json(show));
  out.set("episode", json::object({{"id", episode.id}, {"title", episode.title}}));
  out.set("evidence", evidence_json(source, site));
  out.set("engine", insight.engine);
  set_if(out, "version", insight.version);
  set_if(out, "replaced_by", insight.replaced_by);
  return out;
}

}  // namespace pith::delivery
