#include <fmt/format.h>

#include "domain/grants.h"
#include "stages/delivery/view_of.h"
#include "store/briefs.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/readers.h"
#include "web/pages/brief_parts.h"
#include "web/pages/first_steps.h"
#include "web/pages/pages.h"
#include "web/people.h"
#include "web/progress.h"
#include "web/show_text.h"
#include "web/topics.h"

namespace pith::web {

namespace {

void fill_pick(const Context& context, templates::Values& row, const delivery::PickView& pick) {
  row.set("URL", pick.insight_url).set("HEADLINE", pick.headline).set("TEXT", pick.text);
  row.set("SPEAKER", speaker_label(pick.speaker)).set("SHOW", pick.show_title).set("SHOW_URL", pick.show_url);
  row.add("EPISODE_IF").set("EPISODE", pick.episode_title).set("EPISODE_URL", pick.episode_url);
  row.set_if("AUDIO", pick.audio_url).set("POSITION", pick.position).set_if("REASON", pick.reason);
  add_topics(row, pick.topics);
  if (context.visit.reader()) row.add("TASTE").set("URL", links().taste(pick.insight_id));
  const auto* show = context.reading.show(pick.show_id);
  if (show == nullptr) return;
  if (const auto person = person_address(context, pick.speaker, *show); !person.empty())
    row.add("PERSON").set("URL", person);
}

void add_neighbour(const Context& context, templates::Values& body, std::string_view name, CivilDay day) {
  const auto label = day_in(context.options.zone, context.now) == day ? "today" : format_day_long(day);
  body.add(name).set("URL", links().day(day)).set("LABEL", label);
}

// Links to the briefs just before and after this one.
void add_neighbours(const Context& context, templates::Values& body, CivilDay day) {
  const auto all = context.take(store::briefs(context.store(), context.options.reader_id, store::everything));
  for (std::size_t n = 0; n < all.size(); ++n) {
    if (all[n].day != day) continue;
    if (n + 1 < all.size()) add_neighbour(context, body, "EARLIER", all[n + 1].day);
    if (n > 0) add_neighbour(context, body, "LATER", all[n - 1].day);
  }
}

struct Shown {
  bool today = false;
  std::string_view note = {};  // in place of the brief's own
  bool alone = false;          // without the days before and after it
};

Answer brief_page(const Context& context, const Brief& brief, const Shown& as) {
  const auto view = brief_view(context, brief, links());
  const auto heading = heading_of(view.picks.size(), as.today);
  Page page(context, "brief.html", heading);
  auto& body = page.body();
  body.set("HEADING", heading).set("DAY", format_day(brief.day)).set("DAY_LONG", format_day_long(brief.day));
  body.set_if("NOTE", as.note.empty() ? std::string_view(brief.note) : as.note);
  if (!view.picks.empty()) {
    auto& five = body.add("FIVE");
    for (const auto& pick : view.picks) fill_pick(context, five.add("PICK"), pick);
    page.describe(view.picks.front().headline);
  }
  if (!as.alone) add_neighbours(context, body, brief.day);
  body.show_if(!as.alone && context.options.accounts && !context.visit.reader(), "INVITATION");
  return page.answer();
}

// Why there is no brief at all yet though shows are followed, in the order in which one comes about.
std::string nothing_yet(const store::Counts& counts) {
  if (counts.episodes == 0)
    return fmt::format("{} followed, none read yet. The first scan fetches their newest episodes.",
                       counted(counts.shows, "show is", "shows are"));
  if (counts.transcripts == 0)
    return fmt::format("{} known, none with a transcript so far. The status page says what each waits for.",
                       counted(counts.episodes, "episode is", "episodes are"));
  if (counts.insights == 0)
    return fmt::format("{} here, and their insights come next.",
                       counted(counts.transcripts, "transcript is", "transcripts are"));
  return fmt::format("{} here; the first brief is made at its hour, or at once with: pith brief.",
                     counted(counts.insights, "insight is", "insights are"));
}

// What there is so far, kept current; the page becomes the first brief when that is made.
Answer first_page(const Context& context) {
  const auto progress = context.take(progress_of(context.store(), context.now, context.options.for_owner));
  Page page(context, "first.html", "Nothing to read yet");
  page.script("progress.js");
  if (progress.counts.shows == 0)
    add_first_step(context, page.body());
  else
    page.body().set("SENTENCE", nothing_yet(progress.counts));
  // Where others have briefs already, their count says nothing of this reader's.
  page.body().show_if(progress.counts.briefs == 0, "WAITING");
  add_progress(page.body(), progress);
  return page.answer();
}

// Signed in, where everybody else sees the house's briefs.
bool reads_apart(const Context& context) { return context.own_briefs() && context.options.reader_id != home_reader; }

SiteOptions options_of(const Context& context, std::string_view reader_id, const std::string& zone) {
  auto options = context.options;
  options.reader_id = reader_id;
  options.zone = zone;
  return options;
}

// What everybody sees here, for a reader who has no brief of their own yet, or not of that day.
Answer house_page(const Context& context, std::optional<CivilDay> day) {
  const auto options = options_of(context, home_reader, context.options.zone);
  const auto house = context.by(options);
  const auto brief = house.take(day ? store::brief_of_day(house.store(), options.reader_id, *day)
                                    : store::latest_brief(house.store(), options.reader_id));
  if (!brief && day)
    return fail(ErrorKind::not_found, fmt::format("There is no brief of {}.", date_without_weekday(*day)));
  if (!brief) return first_page(context);
  const bool today = brief->day == day_in(options.zone, context.now);
  return brief_page(house, *brief,
                    {.today = today && !day,
                     .note = day ? "You have no five of your own of this day. These are what everybody sees."
                                 : "Your own five come at your hour. Until then these are what everybody sees."});
}

// Whose letter a link to its day came with; none where it is not ours, of another day or too old, or they are gone.
std::optional<Reader> reader_of_letter(const Context& context, std::string_view token) {
  const auto subject = context.visit.signer().check(grants::letter_day, token, context.now);
  if (!subject) return std::nullopt;
  const auto id = subject->substr(0, subject->find(' '));
  if (*subject != grants::day_subject(id, context.argument)) return std::nullopt;
  return context.take(store::reader_by_id(context.store(), id));
}

// The five of a letter, to be read by who has it: nobody is signed in by it, and nothing else of its reader is shown.
Answer letter_page(const Context& context, CivilDay day, const Reader& reader) {
  const auto options = options_of(context, reader.id, reader.zone);
  const auto theirs = context.by(options);
  const auto brief = theirs.take(store::brief_of_day(theirs.store(), reader.id, day));
  if (!brief) return fail(ErrorKind::not_found, fmt::format("There is no brief of {}.", date_without_weekday(day)));
  auto answer =
      brief_page(theirs, *brief,
                 {.note = "The five of the letter that the link came with, chosen for its reader.", .alone = true});
  if (!answer) return answer;
  answer->headers.emplace_back("Cache-Control", "private, no-store");
  answer->headers.emplace_back("X-Robots-Tag", "noindex");
  return answer;
}

}  // namespace

delivery::BriefView brief_view(const Context& context, const Brief& brief, const delivery::Addresses& addresses) {
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  std::vector<SourcedInsight> sources;
  for (auto& insight : context.take(store::insights_by_ids(context.store(), ids)))
    if (auto source = context.reading.sourced(std::move(insight))) sources.push_back(*std::move(source));
  auto view = delivery::view_of(brief, sources, context.options.zone, addresses);
  if (!context.own_briefs())
    for (auto& pick : view.picks) pick.reason.clear();
  return view;
}

Answer today_page(const Context& context) {
  const auto latest = context.take(store::latest_brief(context.store(), context.options.reader_id));
  if (!latest && reads_apart(context)) return house_page(context, {});
  if (!latest) return first_page(context);
  if (latest->day == day_in(context.options.zone, context.now)) return brief_page(context, *latest, {.today = true});
  return brief_page(context, *latest, {.note = "Today’s brief is not made yet. This is the newest one."});
}

Answer day_page(const Context& context) {
  const auto day = parse_day(context.argument);
  if (!day) return fail(ErrorKind::not_found, "A day is written as year, month and day: /days/2026-11-25.");
  if (const auto token = context.request.parameter("t"); context.options.accounts && !token.empty()) {
    const auto reader = reader_of_letter(context, token);
    if (!reader)
      return message_page(context, {403, "This link does not work",
                                    "It is cut off, or older than a year, or its reader is no longer here."});
    if (!context.visit.reader() || context.visit.reader()->id != reader->id) return letter_page(context, *day, *reader);
  }
  const auto brief = context.take(store::brief_of_day(context.store(), context.options.reader_id, *day));
  if (!brief && reads_apart(context)) return house_page(context, day);
  if (!brief) return fail(ErrorKind::not_found, fmt::format("There is no brief of {}.", date_without_weekday(*day)));
  return brief_page(context, *brief, {});
}

}  // namespace pith::web
