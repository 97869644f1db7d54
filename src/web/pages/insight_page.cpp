#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "store/insights.h"
#include "store/links.h"
#include "store/transcripts.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/people.h"
#include "web/show_text.h"
#include "web/talk.h"
#include "web/topics.h"

namespace pith::web {

namespace {

constexpr std::size_t related_shown = 10;
constexpr int related_of_one_show = 2;
constexpr std::size_t links_read = 60;

void fill_head(const Context& context, templates::Values& body, const SourcedInsight& source) {
  const auto& [insight, episode, show] = source;
  fill_origin(body, show, episode, context.options.zone);
  body.set("SHOW", show.title).set("HEADLINE", insight.headline).set("TEXT", insight.text);
  body.set("SPEAKER", speaker_label(insight.speaker));
  if (const auto person = person_address(context, insight.speaker, show); !person.empty())
    body.add("PERSON").set("URL", person);
  body.set("EPISODE", episode.title).set("EPISODE_URL", links().episode(episode.id));
  if (!insight.replaced_by.empty()) {
    const bool by_insight = insight.replaced_by.starts_with("in_");
    body.add("REPLACED")
        .set("URL", by_insight ? links().insight(insight.replaced_by) : links().episode(insight.replaced_by));
  }
  if (insight.evidence.empty()) return;
  const auto start = insight.evidence.front().start;
  body.set("POSITION", format_position(start)).set_if("AUDIO", delivery::audio_at(episode.audio.url, start));
}

// Whether the talk shown is cut within a speaker's turn between these two cues.
bool goes_on(const Transcript& transcript, int cue, int next) {
  if (cue < 0 || next >= static_cast<int>(transcript.cues.size())) return false;
  const auto& a = transcript.cues[static_cast<std::size_t>(cue)];
  const auto& b = transcript.cues[static_cast<std::size_t>(next)];
  return a.speaker == b.speaker && (a.kind == CueKind::ad) == (b.kind == CueKind::ad);
}

void add_turn(templates::Values& talk, const SourcedInsight& source, const Transcript& transcript, const Turn& turn,
              const Marks& marks) {
  const auto& first = transcript.cues[static_cast<std::size_t>(turn.cues.first)];
  auto& values = talk.add("TURN");
  const bool cited = std::ranges::any_of(
      marks, [&](const auto& mark) { return mark.first >= turn.cues.first && mark.first <= turn.cues.last; });
  values.show_if(!cited, "AROUND").set("NAME", speaker_label(speaker_name(transcript, first)));
  values.set("POSITION", format_position(first.start)).set("MOMENT", links().moment(source.episode.id, first.start));
  for (const auto& cues : paragraphs_of(transcript, turn.cues, {})) {
    auto& paragraph = values.add("PARAGRAPH");
    fill_said(paragraph, transcript, cues, marks);
    paragraph.show_if(cues.first == turn.cues.first && goes_on(transcript, cues.first - 1, cues.first), "CUT_BEFORE");
    paragraph.show_if(cues.last == turn.cues.last && goes_on(transcript, cues.last, cues.last + 1), "CUT_AFTER");
  }
}

// The talk around the first quote; gives the cues shown.
CueRange add_talk(templates::Values& body, const SourcedInsight& source, const Transcript& transcript,
                  const Quote& quote) {
  Marks marks;
  for (const auto& each : source.insight.evidence) mark_quote(transcript, each, marks);
  const auto turns = turns_around(transcript, quote.cues);
  if (turns.empty()) return {0, -1};
  auto& talk = body.add("TALK");
  talk.show(transcript.timed ? "TIMED" : "UNTIMED");
  for (const auto& turn : turns) add_turn(talk, source, transcript, turn, marks);
  body.set_if("MOMENT", links().moment(source.episode.id, quote.start));
  return {turns.front().cues.first, turns.back().cues.last};
}

// The quotes that the talk above does not show.
void add_quotes(templates::Values& body, const SourcedInsight& source, CueRange shown) {
  templates::Values* section = nullptr;
  for (const auto& quote : source.insight.evidence) {
    if (quote.cues.first >= shown.first && quote.cues.last <= shown.last) continue;
    if (section == nullptr) {
      section = &body.add("QUOTES");
      section->set("QUOTES_HEADING", shown.last < 0 ? "As it was said" : "And elsewhere in the episode");
    }
    auto& row = section->add("QUOTE");
    row.set("TEXT", quote.text).set("SPEAKER", speaker_label(quote.speaker));
    row.set("POSITION", format_position(quote.start)).set("MOMENT", links().moment(source.episode.id, quote.start));
  }
}

struct Neighbours {
  std::vector<SourcedInsight> same;  // restatements
  std::vector<SourcedInsight> related;
};

// Best first, up to ten in all, at most two of one show among those that do not say the same.
Neighbours neighbours_of(const Context& context, const Insight& insight) {
  const auto& find = context.options.related;
  auto ties = context.take(find ? find(insight) : store::links_of(context.store(), insight.id));
  if (ties.size() > links_read) ties.resize(links_read);
  std::vector<std::string> ids;
  for (const auto& tie : ties) ids.push_back(tie.from == insight.id ? tie.to : tie.from);
  std::set<std::string> same;
  for (std::size_t n = 0; n < ties.size(); ++n)
    if (ties[n].kind == LinkKind::restates) same.insert(ids[n]);
  Neighbours found;
  std::map<std::string, int> of_show;
  for (auto& source : sourced(context, context.take(store::insights_by_ids(context.store(), ids)))) {
    if (found.same.size() + found.related.size() == related_shown) break;
    if (!source.insight.replaced_by.empty()) continue;
    if (same.contains(source.insight.id))
      found.same.push_back(std::move(source));
    else if (of_show[source.show.id]++ < related_of_one_show)
      found.related.push_back(std::move(source));
  }
  return found;
}

// Who said it first, by (published, id), and on how many shows it was said.
std::string first_said(const Context& context, const SourcedInsight& source, const std::vector<SourcedInsight>& same) {
  const auto key = [](const SourcedInsight* s) { return std::pair(s->insight.published, s->insight.id); };
  const auto* first = &source;
  std::set<std::string> shows{source.show.id};
  for (const auto& other : same) {
    if (key(&other) < key(first)) first = &other;
    shows.insert(other.show.id);
  }
  const auto day = date_without_weekday(day_in(context.options.zone, first->insight.published));
  const auto where = first == &source ? "here" : fmt::format("on {}", first->show.title);
  const auto on_shows = shows.size() > 1 ? fmt::format("; {} shows have said so", shows.size()) : "";
  return fmt::format("First said {}, {}{}.", where, day, on_shows);
}

void add_neighbours(const Context& context, templates::Values& body, const SourcedInsight& source) {
  const auto found = neighbours_of(context, source.insight);
  if (!found.same.empty()) {
    auto& section = body.add("SAME");
    section.set("FIRST_SAID", first_said(context, source, found.same));
    for (const auto& other : found.same) add_card(section, other, context, {});
  }
  add_cards(body, "RELATED", found.related, context);
}

}  // namespace

Answer insight_page(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  const auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
  if (!source) return fail(ErrorKind::not_found, "There is no such insight, or it was removed with its show.");
  Page page(context, "insight.html", source->insight.headline);
  page.describe(source->insight.text);
  auto& body = page.body();
  fill_head(context, body, *source);
  const auto transcript = context.take(store::transcript_of(context.store(), source->episode.id));
  CueRange shown{0, -1};
  if (transcript && !transcript->cues.empty() && !source->insight.evidence.empty())
    shown = add_talk(body, *source, *transcript, source->insight.evidence.front());
  add_quotes(body, *source, shown);
  add_neighbours(context, body, *source);
  add_topics(body, source->insight.topics);
  if (context.visit.reader()) body.add("TASTE").set("URL", links().taste(source->insight.id));
  return page.answer();
}

}  // namespace pith::web
