#include "stages/delivery/view_of.h"

#include <algorithm>

#include "stages/delivery/insight_json.h"

namespace pith::delivery {

namespace {

std::vector<QuoteView> quotes_of(const SourcedInsight& source, const Addresses& addresses) {
  auto said = source.insight.evidence;
  std::ranges::stable_sort(said, {}, &Quote::start);
  std::vector<QuoteView> quotes;
  for (const auto& quote : said)
    quotes.push_back({quote.text, is_known(quote.speaker) ? quote.speaker : "", format_position(quote.start),
                      addresses.moment(source.episode.id, quote.start),
                      audio_at(source.episode.audio.url, quote.start)});
  return quotes;
}

}  // namespace

PickView view_of(const SourcedInsight& source, const Addresses& addresses) {
  const auto& [insight, episode, show] = source;
  PickView view;
  view.insight_id = insight.id;
  view.headline = insight.headline;
  view.text = insight.text;
  view.speaker = insight.speaker;
  view.topics = insight.topics;
  view.show_id = show.id;
  view.show_title = show.title;
  view.episode_title = episode.title;
  view.insight_url = addresses.insight(insight.id);
  view.episode_url = addresses.episode(episode.id);
  view.show_url = addresses.show(show.slug);
  view.published = episode.published;
  view.quotes = quotes_of(source, addresses);
  if (!insight.evidence.empty()) {
    const auto& proof = insight.evidence.front();
    view.quote = proof.text;
    view.position = format_position(proof.start);
    view.audio_url = audio_at(episode.audio.url, proof.start);
  }
  return view;
}

BriefView view_of(const Brief& brief, std::span<const SourcedInsight> sources, std::string zone,
                  const Addresses& addresses) {
  BriefView view;
  view.brief_id = brief.id;
  view.day = brief.day;
  view.zone = std::move(zone);
  view.made = brief.made;
  view.site_url = addresses.site();
  view.day_url = addresses.day(brief.day);
  view.note = brief.note;
  for (const auto& pick : brief.picks) {
    const auto found = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == pick.insight_id; });
    if (found == sources.end()) continue;
    view.picks.push_back(view_of(*found, addresses));
    view.picks.back().reason = pick.reason;
    view.picks.back().place = static_cast<int>(view.picks.size());
  }
  return view;
}

}  // namespace pith::delivery
