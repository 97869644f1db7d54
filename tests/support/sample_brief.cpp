#include "support/sample_brief.h"

namespace pith::test {

namespace {

delivery::PickView pick(int place, std::string headline, std::string text, std::string speaker) {
  delivery::PickView view;
  view.place = place;
  view.insight_id = "in_sample" + std::to_string(place);
  view.headline = std::move(headline);
  view.text = std::move(text);
  view.speaker = std::move(speaker);
  view.position = "12:3" + std::to_string(place);
  view.episode_title = "Episode " + std::to_string(100 + place);
  view.insight_url = "https://pith.example/insights/" + view.insight_id;
  view.episode_url = "https://pith.example/episodes/ep_" + std::to_string(place);
  view.show_url = "https://pith.example/shows/show";
  view.audio_url = "https://audio.example/" + std::to_string(place) + ".mp3#t=750";
  return view;
}

}  // namespace

delivery::BriefView sample_brief() {
  delivery::BriefView brief;
  brief.brief_id = "br_sample";
  brief.day = *parse_day("2026-11-25");
  brief.zone = "Europe/Berlin";
  brief.made = *parse_rfc3339("2026-11-25T05:00:00Z");
  brief.site_url = "https://pith.example";
  brief.day_url = "https://pith.example/days/2026-11-25";
  brief.picks = {
      pick(
          1, "Most grid batteries earn their keep in under an hour a day",
          "We looked at three years of dispatch, and nearly all of the money came in during the steepest forty minutes "
          "of the evening ramp. The rest of the day the battery is basically a very expensive shed.",
          "Ines Okafor"),
      pick(2, "Heat pumps fail in old houses because nobody measures the heat loss",
           "The installer guesses, doubles it to be safe, and then the thing short-cycles all winter. If you measure "
           "the house for one week you buy a pump half the size, and it lasts.",
           "unknown speaker"),
      pick(3, "Reviewers find bugs in the first twenty minutes, or never",
           "After that people start reading for style. So we cut every review at twenty-five minutes & asked for a "
           "second person instead of a longer look, and escaped defects went down by a third.",
           "Tomás Rivera"),
      pick(4, "A café’s rent is decided by its morning queue",
           "The landlord stands outside at eight and counts. I’ve seen two leases priced that way.", "Léa Fontaine"),
      pick(5, "Sleep debt is paid in attention, not in hours",
           "You never get the hours back. What comes back is how long you can hold one thing in mind, and that takes "
           "three good nights, not one long one.",
           "Dr. Amara Nwosu"),
  };
  const char* shows[] = {"The Deep Grid", "Cold Rooms", "Ship It Twice", "Small Tables", "Night Shift"};
  for (std::size_t i = 0; i < brief.picks.size(); ++i) brief.picks[i].show_title = shows[i];
  brief.picks[0].reason = "Three shows disagree about this; close to what you kept reading last week.";
  brief.picks[0].quote = "Ninety percent of what it earns, it earns between six and seven.";
  brief.picks[2].reason = "New: no other show has said it.";
  return brief;
}

delivery::MailOptions sample_options() {
  return {.from = "Pith <pith@example.org>",
          .to = "reader@example.org",
          .message_id = "br_sample@example.org",
          .date = *parse_rfc3339("2026-11-25T05:00:00Z"),
          .list_id = "pith.example.org",
          .unsubscribe = "https://pith.example/unsubscribe?t=abc",
          .settings_url = "https://pith.example/settings"};
}

}  // namespace pith::test
