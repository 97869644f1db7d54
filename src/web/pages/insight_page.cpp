#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ids.h"
#include "store/insights.h"
#include "store/transcripts.h"
#include "web/cards.h"
#include "web/near.h"
#include "web/pages/pages.h"
#include "web/people.h"
#include "web/player.h"
#include "web/sayings.h"
#include "web/show_text.h"
#include "web/talk.h"

namespace pith::web {

namespace {

constexpr std::size_t related_shown = 8;
constexpr int related_of_one_show = 2;
constexpr std::size_t sayings_shown = 8;   // the others are folded
constexpr std::size_t others_shown = 3;    // of the same episode
constexpr std::size_t long_headline = 90;  // bytes; more is set smaller

// As it is copied: the words themselves, and where they were said; the page's address follows.
std::string quotation_of(const SourcedInsight& source, std::string_view zone) {
  const auto& [insight, episode, show] = source;
  const auto day = date_without_weekday(day_in(zone, episode.published));
  if (insight.evidence.empty())
    return fmt::format("“{}” ({}, {}: {}, {})", insight.text, speaker_label(insight.speaker), show.title, episode.title,
                       day);
  const auto& quote = insight.evidence.front();
  return fmt::format("“{}” ({}, {}: {}, {}, {})", quote.text, speaker_label(quote.speaker), show.title, episode.title,
                     day, format_position(quote.start));
}

void fill_head(const Context& context, templates::Values& body, const SourcedInsight& source) {
  const auto& [insight, episode, show] = source;
  fill_origin(body, show, episode, context.options.zone);
  const auto address = site_address(context) + links().insight(insight.id);
  body.set("ADDRESS", address);
  body.set("SHOW", show.title).set("HEADLINE", insight.headline).set("TEXT", insight.text);
  body.set("SPEAKER", speaker_label(insight.speaker))
      .set("QUOTATION", quotation_of(source, context.options.zone) + " " + address);
  body.show_if(insight.headline.size() > long_headline, "LONG");
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
  mark_evidence(transcript, source.insight, marks);
  const auto turns = turns_around(transcript, quote.cues);
  if (turns.empty()) return {0, -1};
  auto& talk = body.add("TALK");
  talk.set("TOLERANCE", tolerance_of(source.episode, transcript));
  const auto underlined = [&](const auto& mark) {
    return !mark.second.key && mark.first >= turns.front().cues.first && mark.first <= turns.back().cues.last;
  };
  talk.show_if(std::ranges::any_of(marks, underlined), "BESIDES");
  if (!transcript.language.starts_with("en")) talk.set_if("LANGUAGE", transcript.language);
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
  std::vector<SourcedInsight> same;     // all that restate it
  std::vector<SourcedInsight> related;  // at most two of one show
};

Neighbours neighbours_of(const Context& context, const Insight& insight) {
  Neighbours found;
  std::map<std::string, int> of_show;
  for (auto& [link, other] : near_of(context, insight)) {
    if (link.kind == LinkKind::restates)
      found.same.push_back(std::move(other));
    else if (found.related.size() < related_shown && of_show[other.show.id]++ < related_of_one_show)
      found.related.push_back(std::move(other));
  }
  return found;
}

// Who said it first, when, and on how many shows it was said.
std::string first_said(const Context& context, const Sayings& sayings) {
  const auto& first = *sayings.in_order.front();
  std::set<std::string> copies;  // titles of the shows that have a recording of another
  for (const auto* copy : sayings.copies) copies.insert(copy->show.title);
  const auto day = date_without_weekday(day_in(context.options.zone, first.insight.published));
  const auto by = speaker_label(first.insight.speaker);
  const auto known = by == first.insight.speaker ? fmt::format(" by {}", by) : "";
  const auto shows = sayings.shows.size();
  const auto on_shows = shows > 1 ? fmt::format(" {} shows have said so.", shows) : "";
  const auto published =
      copies.empty() ? "" : fmt::format(" The same recording is also on {}.", fmt::join(copies, ", "));
  return fmt::format("First said{} on {}, {}.{}{}", known, first.show.title, day, on_shows, published);
}

void add_saying(templates::Values& list, const Context& context, const SourcedInsight& saying, bool is_this) {
  auto& row = list.add("SAID").include("SAYING", "saying.html");
  fill_origin(row, saying.show, saying.episode, context.options.zone);
  row.set("SHOW", saying.show.title).set("SPEAKER", speaker_label(saying.insight.speaker));
  row.set("URL", links().insight(saying.insight.id)).set("HEADLINE", saying.insight.headline);
  row.show(is_this ? "THIS" : "OTHER");
}

void add_same(const Context& context, templates::Values& body, const SourcedInsight& source,
              const std::vector<SourcedInsight>& same) {
  if (same.empty()) return;
  std::vector<const SourcedInsight*> all{&source};
  for (const auto& other : same) all.push_back(&other);
  const auto sayings = sayings_of(std::move(all));
  auto& section = body.add("SAME");
  section.set("FIRST_SAID", first_said(context, sayings));
  const std::span in_order(sayings.in_order);
  const auto open = std::min(in_order.size(), sayings_shown);
  for (const auto* each : in_order.first(open)) add_saying(section, context, *each, each == &source);
  if (open == in_order.size()) return;
  auto& later = section.add("LATER").set("COUNT", std::to_string(in_order.size() - open));
  for (const auto* each : in_order.subspan(open)) add_saying(later, context, *each, each == &source);
}

// The strongest of what else the episode holds, and the way to all of it.
void add_others(const Context& context, templates::Values& body, const SourcedInsight& source) {
  auto insights = context.take(store::insights_of_episode(context.store(), source.episode.id));
  std::erase_if(insights, [&](const auto& one) { return one.id == source.insight.id; });
  if (insights.empty()) return;
  const auto count = static_cast<std::int64_t>(insights.size()) + 1;
  if (insights.size() > others_shown) insights.resize(others_shown);
  std::vector<SourcedInsight> others;
  for (auto& insight : insights) others.push_back({std::move(insight), source.episode, source.show});
  add_cards(body, "OTHERS", others, context, {.with_show = false, .with_episode = false, .with_text = false});
  body.set("ALL", fmt::format("All {} and the whole transcript", counted(count, "insight", "insights")));
}

// What it is about, and who is heard in the talk that is shown.
void add_tags(templates::Values& body, const SourcedInsight& source, const std::vector<std::string>& speakers) {
  std::vector<std::pair<std::string, std::string>> tags;  // address and text
  for (const auto& topic : source.insight.topics) tags.emplace_back(links().topic(slug_of(topic)), topic);
  for (const auto& speaker : speakers)  // of a shared name, that page tells who is who
    if (const auto key = person_key(speaker); !key.empty()) tags.emplace_back(links().person(key), speaker);
  if (tags.empty()) return;
  auto& section = body.add("TAGS");
  for (const auto& [url, text] : tags) section.add("TAG").set("URL", url).set("TEXT", text);
}

std::vector<std::string> speakers_of(const Transcript& transcript, CueRange cues) {
  std::vector<std::string> names;
  for (int n = cues.first; n <= cues.last; ++n) {
    const auto& cue = transcript.cues[static_cast<std::size_t>(n)];
    auto name = speaker_name(transcript, cue);
    if (cue.kind != CueKind::ad && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

Answer insight_page(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  const auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
  if (!source) return fail(ErrorKind::not_found, "There is no such insight, or it was removed with its show.");
  Page page(context, "insight.html", source->insight.headline);
  page.describe(source->insight.text);
  auto& body = page.body();
  page.script("share.js");
  fill_head(context, body, *source);
  const auto transcript = context.take(store::transcript_of(context.store(), source->episode.id));
  CueRange shown{0, -1};
  if (transcript && !transcript->cues.empty() && !source->insight.evidence.empty())
    shown = add_talk(body, *source, *transcript, source->insight.evidence.front());
  add_quotes(body, *source, shown);
  const auto near = neighbours_of(context, source->insight);
  add_same(context, body, *source, near.same);
  add_cards(body, "RELATED", near.related, context, {.with_text = false});
  add_others(context, body, *source);
  add_tags(body, *source, transcript ? speakers_of(*transcript, shown) : std::vector{source->insight.speaker});
  if (context.visit.reader()) body.add("TASTE").set("URL", links().taste(source->insight.id));
  add_player(page, {source->episode, source->show, &source->insight, transcript ? &*transcript : nullptr});
  return page.answer();
}

}  // namespace pith::web
