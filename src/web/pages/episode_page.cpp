#include <algorithm>
#include <charconv>
#include <map>
#include <ranges>

#include <fmt/format.h>

#include "base/position.h"
#include "store/insights.h"
#include "store/transcripts.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/player.h"
#include "web/show_text.h"
#include "web/talk.h"

namespace pith::web {

namespace {

constexpr std::size_t long_title = 90;          // bytes; more is set smaller
constexpr std::ptrdiff_t words_a_minute = 230;  // read

// "12 insights, 3 minutes’ reading".
std::string reading_of(const std::vector<Insight>& insights) {
  std::ptrdiff_t words = 0;
  for (const auto& insight : insights) words += std::ranges::count(insight.text, ' ') + 1;
  const auto minutes = std::max<std::ptrdiff_t>(1, words / words_a_minute);
  return fmt::format("{}, {} reading", counted(std::ssize(insights), "insight", "insights"),
                     minutes == 1 ? "a minute’s" : fmt::format("{} minutes’", minutes));
}

std::string people_of(const Episode& episode) {
  std::string names;
  for (const auto& person : episode.persons) {
    if (!names.empty()) names += ", ";
    names += person.name;
  }
  return shortened(names, 200);
}

// "season 2, episode 14", where its publisher counts.
std::string number_of(const Episode& episode) {
  const auto counted_as = [](std::string_view what, const std::string& count) {
    const bool is_number = !count.empty() && count.size() < 8 &&
                           std::ranges::all_of(count, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return is_number && count != "0" ? fmt::format("{} {}", what, count) : std::string{};
  };
  const auto season = counted_as("season", episode.season), number = counted_as("episode", episode.number);
  return season.empty() || number.empty() ? season + number : fmt::format("{}, {}", season, number);
}

void fill_head(const Context& context, templates::Values& body, const Show& show, const Episode& episode) {
  fill_origin(body, show, episode, context.options.zone);
  body.set("SHOW", show.title).set("TITLE_TEXT", episode.title).show_if(episode.title.size() > long_title, "LONG");
  if (episode.duration && episode.duration->count() > 0) body.set_if("LENGTH", length_in_words(*episode.duration));
  body.set_if("NUMBER", number_of(episode));
  body.set_if("PEOPLE", people_of(episode)).set_if("ABOUT", shortened(episode.description, 420));
  body.set_if("AUDIO", episode.audio.url).set_if("LINK", episode.link);
  body.set_if("STANDING", standing_of(episode));
}

constexpr auto chapter_slack = std::chrono::seconds(10);  // chapters are set by hand, turns are not

// The chapters by the cue they begin at: that of a turn begun shortly before or after, else the next one.
using Chapters = std::multimap<int, const Chapter*>;

int cue_of(const Transcript& transcript, const std::vector<Turn>& turns, std::chrono::milliseconds at) {
  const auto start = [&](int cue) { return transcript.cues[static_cast<std::size_t>(cue)].start; };
  const auto apart = [&](const Turn& turn) { return std::chrono::abs(start(turn.cues.first) - at); };
  const auto nearest = std::ranges::min_element(turns, {}, apart);
  if (nearest != turns.end() && apart(*nearest) <= chapter_slack) return nearest->cues.first;
  const auto found = std::ranges::lower_bound(transcript.cues, at, {}, &Cue::start);
  return static_cast<int>(std::min(found - transcript.cues.begin(), std::ssize(transcript.cues) - 1));
}

Chapters chapters_of(const Episode& episode, const Transcript& transcript, const std::vector<Turn>& turns) {
  Chapters chapters;
  for (const auto& chapter : episode.chapters)
    if (!chapter.silent && !chapter.title.empty()) chapters.emplace(cue_of(transcript, turns, chapter.start), &chapter);
  return chapters;
}

std::string anchor_of(const Cue& cue) { return fmt::format("#t={}", std::chrono::floor<Seconds>(cue.start).count()); }

// Of an episode without a transcript: into the audio.
void add_audio_chapters(templates::Values& body, const Episode& episode) {
  const auto is_shown = [](const Chapter& chapter) { return !chapter.silent && !chapter.title.empty(); };
  if (episode.audio.url.empty() || std::ranges::none_of(episode.chapters, is_shown)) return;
  auto& section = body.add("CHAPTERS");
  for (const auto& chapter : episode.chapters | std::views::filter(is_shown)) {
    auto& row = section.add("CHAPTER");
    row.set("TEXT", chapter.title).set("POSITION", format_position(chapter.start));
    row.set("URL", delivery::audio_at(episode.audio.url, chapter.start));
  }
}

// What the page shows of the talk.
struct Shown {
  const Episode& episode;
  const Transcript& transcript;
  CueRange cues;

  const Cue& cue(int n) const { return transcript.cues[static_cast<std::size_t>(n)]; }
  bool to_the_end() const { return cues.last + 1 == std::ssize(transcript.cues); }
  // A page that begins with that cue.
  std::string page_from(int n) const {
    return fmt::format("{}?from={}", links().episode(episode.id), std::chrono::floor<Seconds>(cue(n).start).count());
  }
  // Where a link to the cue leads: a place of this page, or another page.
  std::string address_of(int n) const {
    return (n >= cues.first && n <= cues.last ? "" : page_from(n)) + anchor_of(cue(n));
  }
};

// From the second that is asked for in the address, else from the beginning.
CueRange asked_for(const Context& context, const Transcript& transcript, const std::vector<Turn>& turns) {
  const auto text = context.request.parameter("from");
  std::int64_t second = 0;
  std::from_chars(text.data(), text.data() + text.size(), second);
  const auto starts_before = [&](const Cue& cue) { return std::chrono::floor<Seconds>(cue.start).count() < second; };
  const auto first = std::ranges::partition_point(transcript.cues, starts_before) - transcript.cues.begin();
  return stretch_from(transcript, turns, first < std::ssize(transcript.cues) ? static_cast<int>(first) : 0);
}

// The cue that is said at that time, or the one before.
int cue_said_at(const Transcript& transcript, std::chrono::milliseconds at) {
  const auto after = std::ranges::upper_bound(transcript.cues, at, {}, &Cue::start) - transcript.cues.begin();
  return static_cast<int>(std::max<std::ptrdiff_t>(after - 1, 0));
}

// Where "?t=" leads, as other players write links into an episode: the words said then. Empty where it names no moment.
std::string place_asked_for(const Context& context, const Shown& shown) {
  const auto moment = parse_moment(context.request.parameter("t"));
  if (!moment) return "";
  const int cue = cue_said_at(shown.transcript, *moment);
  return cue > shown.cues.last ? shown.address_of(cue) : links().moment(shown.episode.id, shown.cue(cue).start);
}

void add_chapters(templates::Values& body, const Shown& shown, const Chapters& chapters) {
  if (chapters.empty()) return;
  auto& section = body.add("CHAPTERS");
  for (const auto& [cue, chapter] : chapters) {
    auto& row = section.add("CHAPTER");
    row.set("TEXT", chapter->title).set("POSITION", format_position(chapter->start));
    row.set("URL", shown.address_of(cue));
  }
}

// The moments its publisher picked: into the transcript, else into the audio.
void add_soundbites(templates::Values& body, const Episode& episode, const Shown* shown) {
  if (episode.soundbites.empty() || (shown == nullptr && episode.audio.url.empty())) return;
  auto& section = body.add("SOUNDBITES");
  for (const auto& bite : episode.soundbites) {
    auto& row = section.add("SOUNDBITE");
    row.set("TEXT", bite.title.empty() ? episode.title : bite.title).set("POSITION", format_position(bite.start));
    if (shown == nullptr) {
      row.set("URL", delivery::audio_at(episode.audio.url, bite.start));
      continue;
    }
    row.set("URL", shown->address_of(cue_said_at(shown->transcript, bite.start)));
  }
}

// Where insights begin in the transcript, by the first cue of their first quote.
using Flags = std::multimap<int, const Insight*>;

struct TranscriptView {
  const Transcript& transcript;
  std::vector<Turn> turns = {};
  Chapters chapters = {};
  Marks marks = {};
  Flags flags = {};
  std::vector<int> starts = {};  // cues that begin a paragraph: those with a flag or a chapter
};

TranscriptView view_of(const Episode& episode, const Transcript& transcript, std::span<const Insight> insights) {
  TranscriptView view{transcript};
  view.turns = turns_of(transcript);
  view.chapters = chapters_of(episode, transcript, view.turns);
  for (const auto& chapter : view.chapters) view.starts.push_back(chapter.first);
  for (const auto& insight : insights) {
    mark_evidence(transcript, insight, view.marks);
    if (insight.evidence.empty()) continue;
    const int first = insight.evidence.front().cues.first;
    view.flags.emplace(first, &insight);
    view.starts.push_back(first);
  }
  std::ranges::sort(view.starts);
  return view;
}

// The chapter that begins at this cue; of several the last.
std::string chapter_at(const TranscriptView& view, int cue) {
  const auto [from, to] = view.chapters.equal_range(cue);
  return from == to ? "" : std::prev(to)->second->title;
}

void add_paragraph(templates::Values& block, const TranscriptView& view, CueRange cues, bool opens_turn) {
  auto& values = block.add("PARAGRAPH");
  if (!opens_turn) values.set_if("CHAPTER_HERE", chapter_at(view, cues.first));
  const auto [from, to] = view.flags.equal_range(cues.first);
  for (auto flag = from; flag != to; ++flag)
    values.add("FLAG").set("URL", links().insight(flag->second->id)).set("HEADLINE", flag->second->headline);
  fill_said(values, view.transcript, cues, view.marks);
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
  block.set("MOMENT", anchor_of(first)).set_if("CHAPTER_TITLE", chapter_at(view, turn.cues.first));
  for (const auto& paragraph : paragraphs_of(view.transcript, turn.cues, view.starts))
    add_paragraph(block, view, paragraph, paragraph.first == turn.cues.first);
}

std::string source_of(const Transcript& transcript) {
  if (!transcript.heard_by.empty())
    return fmt::format(
        "Heard {} % of the speech: the transcript is not the publisher’s but was made by {}, which mishears words and "
        "does not tell speakers apart. Paler lines are small talk, boxes advertisements.",
        transcript.heard_percent, transcript.heard_by);
  return "The transcript is the publisher’s. Paler lines are small talk, boxes advertisements.";
}

// Where a recogniser has missed much, it is said at the head.
std::string caution_of(const Transcript& transcript) {
  constexpr int heard_well = 90;
  if (transcript.heard_by.empty() || transcript.heard_percent >= heard_well) return "";
  return fmt::format("Heard {} % only: the rest of what was said is missing here and in the insights.",
                     transcript.heard_percent);
}

void add_transcript(templates::Values& body, const TranscriptView& view, const Shown& shown) {
  auto& section = body.add("TRANSCRIPT");
  for (const auto& turn : turns_within(view.turns, shown.cues)) fill_block(section.add("BLOCK"), view, turn);
  if (shown.cues.first > 0) section.add("BEFORE").set("URL", links().episode(shown.episode.id));
  if (!shown.to_the_end()) {
    const auto next = shown.cues.last + 1;
    section.add("REST").set("URL", shown.page_from(next)).set("POSITION", format_position(shown.cue(next).start));
  }
  section.set("SOURCE", source_of(view.transcript));
  if (!view.transcript.language.starts_with("en")) section.set_if("LANGUAGE", view.transcript.language);
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
  body.set("INSIGHTS_HEADING", reading_of(insights));
  add_cards(body, "INSIGHTS", sourced(context, insights), context, {.with_show = false, .with_episode = false});
  if (transcript && !transcript->cues.empty()) {
    body.set_if("CAUTION", caution_of(*transcript));
    const auto view = view_of(*episode, *transcript, insights);
    const Shown shown{*episode, *transcript, asked_for(context, *transcript, view.turns)};
    if (const auto place = place_asked_for(context, shown); !place.empty()) return see(place);
    add_soundbites(body, *episode, &shown);
    add_chapters(body, shown, view.chapters);
    add_transcript(body, view, shown);
    body.set("TOLERANCE", tolerance_of(*episode, *transcript));
    page.script("find.js");
  } else {
    add_soundbites(body, *episode, nullptr);
    add_audio_chapters(body, *episode);
  }
  add_player(page, {*episode, *show, nullptr, transcript ? &*transcript : nullptr});
  return page.answer();
}

}  // namespace pith::web
