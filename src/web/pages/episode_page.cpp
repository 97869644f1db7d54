#include <algorithm>

#include <fmt/format.h>

#include "store/insights.h"
#include "store/transcripts.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/show_text.h"
#include "web/talk.h"

namespace pith::web {

namespace {

std::string people_of(const Episode& episode) {
  std::string names;
  for (const auto& person : episode.persons) {
    if (!names.empty()) names += ", ";
    names += person.name;
  }
  return shortened(names, 200);
}

void fill_head(const Context& context, templates::Values& body, const Show& show, const Episode& episode) {
  fill_origin(body, show, episode, context.options.zone);
  body.set("SHOW", show.title).set("TITLE_TEXT", episode.title);
  if (episode.duration && episode.duration->count() > 0) body.set_if("LENGTH", length_in_words(*episode.duration));
  body.set_if("PEOPLE", people_of(episode)).set_if("ABOUT", shortened(episode.description, 420));
  body.set_if("AUDIO", episode.audio.url).set_if("LINK", episode.link);
  body.set_if("STANDING", standing_of(episode));
}

// The second that the transcript can be linked to at or after `at`: where the first such cue begins.
const Cue* cue_from(const Transcript& transcript, std::chrono::milliseconds at) {
  const auto found = std::ranges::lower_bound(transcript.cues, at, {}, &Cue::start);
  return found == transcript.cues.end() ? nullptr : &*found;
}

void add_chapters(templates::Values& body, const Episode& episode, const Transcript* transcript) {
  templates::Values* section = nullptr;
  for (const auto& chapter : episode.chapters) {
    if (chapter.silent || chapter.title.empty()) continue;
    if (section == nullptr) section = &body.add("CHAPTERS");
    const auto* cue = transcript != nullptr ? cue_from(*transcript, chapter.start) : nullptr;
    auto& row = section->add("CHAPTER");
    row.set("TEXT", chapter.title).set("POSITION", format_position(chapter.start));
    row.set("URL", cue != nullptr ? fmt::format("#t={}", std::chrono::floor<Seconds>(cue->start).count())
                                  : delivery::audio_at(episode.audio.url, chapter.start));
  }
}

// Where insights begin in the transcript, by the first cue of their first quote.
using Flags = std::multimap<int, const Insight*>;

struct TranscriptView {
  const Episode& episode;
  const Transcript& transcript;
  Marks marks;
  Flags flags;
  std::vector<int> starts;  // cues that begin a paragraph: those with a flag
};

TranscriptView view_of(const Episode& episode, const Transcript& transcript, std::span<const Insight> insights) {
  TranscriptView view{episode, transcript, {}, {}, {}};
  for (const auto& insight : insights) {
    for (const auto& quote : insight.evidence) mark_quote(transcript, quote, view.marks);
    if (insight.evidence.empty()) continue;
    const int first = insight.evidence.front().cues.first;
    view.flags.emplace(first, &insight);
    view.starts.push_back(first);
  }
  std::ranges::sort(view.starts);
  return view;
}

void add_paragraph(templates::Values& block, const TranscriptView& view, CueRange cues) {
  auto& values = block.add("PARAGRAPH");
  const auto [from, to] = view.flags.equal_range(cues.first);
  for (auto flag = from; flag != to; ++flag)
    values.add("FLAG").set("URL", links().insight(flag->second->id)).set("HEADLINE", flag->second->headline);
  fill_said(values, view.transcript, cues, view.marks, {.anchors = true});
}

std::chrono::seconds length_of(const Transcript& transcript, CueRange cues) {
  const auto& first = transcript.cues[static_cast<std::size_t>(cues.first)];
  const auto& last = transcript.cues[static_cast<std::size_t>(cues.last)];
  return std::chrono::round<Seconds>(last.end - first.start);
}

void fill_block(templates::Values& block, const TranscriptView& view, const Turn& turn) {
  const auto& first = view.transcript.cues[static_cast<std::size_t>(turn.cues.first)];
  if (turn.ad) block.show("AD").set("LENGTH", length_in_words(length_of(view.transcript, turn.cues)));
  block.set("NAME", speaker_label(speaker_name(view.transcript, first)));
  block.set("POSITION", format_position(first.start));
  block.set("MOMENT", fmt::format("#t={}", std::chrono::floor<Seconds>(first.start).count()));
  for (const auto& paragraph : paragraphs_of(view.transcript, turn.cues, view.starts))
    add_paragraph(block, view, paragraph);
}

void add_transcript(templates::Values& body, const TranscriptView& view) {
  auto& section = body.add("TRANSCRIPT");
  auto chapter = view.episode.chapters.begin();
  for (const auto& turn : turns_of(view.transcript)) {
    auto& block = section.add("BLOCK");
    std::string title;  // of the last chapter that began by now
    const auto start = view.transcript.cues[static_cast<std::size_t>(turn.cues.first)].start;
    for (; chapter != view.episode.chapters.end() && chapter->start <= start; ++chapter)
      if (!chapter->silent) title = chapter->title;
    block.set_if("CHAPTER_TITLE", title);
    fill_block(block, view, turn);
  }
  section.set("SOURCE", view.transcript.timed
                            ? "The transcript is the publisher’s. Paler lines are small talk, boxes advertisements."
                            : "The transcript is the publisher’s and has no times; those shown are estimated.");
}

}  // namespace

Answer episode_page(const Context& context) {
  const auto* episode = context.reading.episode(context.argument);
  const auto* show = episode != nullptr ? context.reading.show(episode->show_id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "There is no such episode, or it was removed with its show.");
  Page page(context, "episode.html", episode->title);
  page.describe(episode->description);
  auto& body = page.body();
  fill_head(context, body, *show, *episode);
  const auto transcript = context.take(store::transcript_of(context.store(), episode->id));
  const auto insights = context.take(store::insights_of_episode(context.store(), episode->id));
  body.set("INSIGHTS_HEADING", insights.size() == 1 ? "The insight" : "The insights");
  add_cards(body, "INSIGHTS", sourced(context, insights), context, {.with_show = false});
  const bool readable = transcript && !transcript->cues.empty();
  add_chapters(body, *episode, readable ? &*transcript : nullptr);
  if (readable) add_transcript(body, view_of(*episode, *transcript, insights));
  return page.answer();
}

}  // namespace pith::web
