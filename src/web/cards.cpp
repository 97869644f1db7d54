#include "web/cards.h"

#include "domain/title.h"
#include "web/show_text.h"
#include "web/talk.h"

namespace pith::web {

namespace {

constexpr std::size_t snippet_bytes = 320;  // of a passage, around the words found

void fill_text(templates::Values& card, std::string_view text, std::span<const store::Mark> marks) {
  if (marks.empty())
    card.set_if("TEXT", text);
  else
    fill_marked(card.add("SNIPPET"), text, marks);
}

void add_copy(templates::Values& card, std::string_view url, const Show& show, const Episode& episode) {
  card.add("COPY").set("URL", url).set("TEXT", title_with_show(episode.title, show.title));
}

}  // namespace

void fill_origin(templates::Values& values, const Show& show, const Episode& episode, std::string_view zone) {
  const auto day = day_in(zone, episode.published);
  values.set("SHOW_URL", links().show(show.slug));
  values.set("DATE", format_day(day)).set("DATE_LONG", date_without_weekday(day));
}

void add_card(templates::Values& section, const SourcedInsight& source, const Context& context,
              const CardOptions& options) {
  const auto& [insight, episode, show] = source;
  auto& card = section.add("ROW").include("CARD", "card.html");
  card.set("URL", links().insight(insight.id)).set("HEADLINE", insight.headline);
  if (options.with_text) fill_text(card, insight.text, options.marks);
  card.set("SPEAKER", speaker_label(insight.speaker));
  fill_origin(card, show, episode, context.options.zone);
  card.show_if(options.with_episode, "WHEN");
  const bool said_by_episode = options.with_episode && tells_show(episode.title, show.title);
  if (options.with_show && !said_by_episode) card.set_if("SHOW", show.title);
  if (options.with_episode)
    card.add("EPISODE_IF").set("EPISODE", episode.title).set("EPISODE_URL", links().episode(episode.id));
  for (const auto& copy : options.copies) add_copy(card, links().insight(copy.insight.id), copy.show, copy.episode);
  if (insight.evidence.empty()) return;
  card.set("MOMENT", links().moment(episode.id, insight.evidence.front().start));
  card.set_if("POSITION", format_position(insight.evidence.front().start));
}

void add_cards(templates::Values& body, std::string_view section, std::span<const SourcedInsight> sources,
               const Context& context, const CardOptions& options) {
  if (sources.empty()) return;
  auto& cards = body.add(section);
  for (const auto& source : sources) add_card(cards, source, context, options);
}

void add_passage(templates::Values& section, const store::PassageHit& hit, const Context& context,
                 std::span<const store::PassageHit> copies) {
  const auto* episode = context.reading.episode(hit.episode_id);
  const auto* show = episode != nullptr ? context.reading.show(episode->show_id) : nullptr;
  if (show == nullptr) return;
  auto& card = section.add("ROW").include("CARD", "card.html");
  const auto moment = links().moment(episode->id, hit.start);
  card.set("URL", moment).set("HEADLINE", episode->title).set("SPEAKER", speaker_label(hit.speaker));
  const auto [text, marks] = snippet_of(hit.text, hit.marks, snippet_bytes);
  fill_text(card, text, marks);
  fill_origin(card, *show, *episode, context.options.zone);
  card.set_if("SHOW", show->title).show("WHEN");
  card.set("MOMENT", moment).set_if("POSITION", format_position(hit.start));
  for (const auto& copy : copies) {
    const auto* other = context.reading.episode(copy.episode_id);
    const auto* on = other != nullptr ? context.reading.show(other->show_id) : nullptr;
    if (on != nullptr) add_copy(card, links().moment(other->id, copy.start), *on, *other);
  }
}

std::vector<SourcedInsight> sourced(const Context& context, std::vector<Insight> insights) {
  std::vector<SourcedInsight> sources;
  for (auto& insight : insights)
    if (auto source = context.reading.sourced(std::move(insight))) sources.push_back(*std::move(source));
  return sources;
}

}  // namespace pith::web
