#include "domain/reader.h"

#include <map>

#include <gtest/gtest.h>

namespace pith {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Time at(std::string_view text) { return *parse_rfc3339(text); }

Reader reader_in(std::string zone, int hour, int minute = 0) {
  Reader reader;
  reader.id = "re_x";
  reader.zone = std::move(zone);
  reader.hour = minutes{hour * 60 + minute};
  return reader;
}

// The days whose briefs begin, and when, of a reader who is looked at every `step` from `from` to `to`; only when it is
// time to look, as the scheduler does.
std::map<std::string, Time> lived(Reader& reader, Time from, Time to, minutes step = minutes{1}) {
  std::map<std::string, Time> begun;
  for (Time now = from; now < to; now += step) {
    if (now < reader.next_brief) continue;
    const auto due = brief_due(reader, now);
    EXPECT_GT(due.next, now);
    reader.next_brief = due.next;
    if (!due.day) continue;
    EXPECT_TRUE(begun.emplace(format_day(*due.day), now).second) << "twice: " << format_day(*due.day);
    reader.last_day = due.day;
  }
  return begun;
}

TEST(BriefDue, ComesAtTheHourOnceADay) {
  auto reader = reader_in("Europe/Berlin", 7);
  begin_briefs(reader, at("2026-11-24T20:00:00Z"));
  const auto begun = lived(reader, at("2026-11-24T20:00:00Z"), at("2026-11-27T20:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-11-25", at("2026-11-25T06:00:00Z")},
                                                {"2026-11-26", at("2026-11-26T06:00:00Z")},
                                                {"2026-11-27", at("2026-11-27T06:00:00Z")}}));
}

TEST(BriefDue, KeepsTheHourOverTheChangeToSummer) {
  auto reader = reader_in("Europe/Berlin", 7);
  begin_briefs(reader, at("2026-03-27T12:00:00Z"));
  const auto begun = lived(reader, at("2026-03-27T12:00:00Z"), at("2026-03-30T12:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-03-28", at("2026-03-28T06:00:00Z")},
                                                {"2026-03-29", at("2026-03-29T05:00:00Z")},
                                                {"2026-03-30", at("2026-03-30T05:00:00Z")}}));
}

TEST(BriefDue, AnHourThatTheChangeSkipsComesRightAfterTheGap) {
  auto reader = reader_in("Europe/Berlin", 2, 30);
  begin_briefs(reader, at("2026-03-28T12:00:00Z"));
  const auto begun = lived(reader, at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-03-29", at("2026-03-29T01:00:00Z")},
                                                {"2026-03-30", at("2026-03-30T00:30:00Z")}}));
}

TEST(BriefDue, AnHourThatTheChangeToWinterRepeatsComesOnce) {
  auto reader = reader_in("Europe/Berlin", 2, 30);
  begin_briefs(reader, at("2026-10-24T12:00:00Z"));
  const auto begun = lived(reader, at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-10-25", at("2026-10-25T00:30:00Z")},
                                                {"2026-10-26", at("2026-10-26T01:30:00Z")}}));
}

TEST(BriefDue, HoldsOverAWholeYearInEveryKindOfZone) {
  for (const auto* zone : {"America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia",
                           "America/St_Johns", "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Chatham", "UTC"}) {
    for (const int hour : {0, 2, 7, 23}) {
      auto reader = reader_in(zone, hour, 30);
      const auto begun = lived(reader, at("2026-01-01T12:00:00Z"), at("2027-01-01T12:00:00Z"), minutes{10});
      EXPECT_GE(begun.size(), 364U) << zone << hour;
      EXPECT_LE(begun.size(), 366U) << zone << hour;
      for (const auto& [day, time] : begun) EXPECT_EQ(format_day(day_in(zone, time)), day) << zone;
    }
  }
}

TEST(BriefDue, ADayThatWasSleptThroughHasNone) {
  auto reader = reader_in("UTC", 7);
  reader.last_day = parse_day("2026-11-20");
  EXPECT_EQ(brief_due(reader, at("2026-11-25T06:59:00Z")), (BriefDue{std::nullopt, at("2026-11-25T07:00:00Z")}));
  EXPECT_EQ(brief_due(reader, at("2026-11-25T09:00:00Z")).day, parse_day("2026-11-25"));
}

TEST(BriefDue, AfterAFlightWestADayThatWasHadIsNotSentAgain) {
  auto reader = reader_in("Pacific/Auckland", 7);
  lived(reader, at("2026-11-25T12:00:00Z"), at("2026-11-25T19:00:00Z"));
  ASSERT_EQ(reader.last_day, parse_day("2026-11-26"));
  reader.zone = "Pacific/Honolulu";
  reader.next_brief = {};
  const auto begun = lived(reader, at("2026-11-25T19:00:00Z"), at("2026-11-28T19:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-11-27", at("2026-11-27T17:00:00Z")},
                                                {"2026-11-28", at("2026-11-28T17:00:00Z")}}));
}

TEST(BriefDue, AfterAFlightEastNoDayIsMissing) {
  auto reader = reader_in("Pacific/Honolulu", 7);
  lived(reader, at("2026-11-25T12:00:00Z"), at("2026-11-25T20:00:00Z"));
  ASSERT_EQ(reader.last_day, parse_day("2026-11-25"));
  reader.zone = "Pacific/Auckland";
  reader.next_brief = {};
  const auto begun = lived(reader, at("2026-11-25T20:00:00Z"), at("2026-11-27T20:00:00Z"));
  EXPECT_EQ(begun.begin()->first, "2026-11-26");
  EXPECT_EQ(begun.size(), 3U);
}

TEST(BriefDue, AnHourMovedOnTheSameDayGivesNoSecondBrief) {
  auto reader = reader_in("UTC", 7);
  lived(reader, at("2026-11-25T00:00:00Z"), at("2026-11-25T08:00:00Z"));
  reader.hour = hours{9};
  reader.next_brief = {};
  const auto begun = lived(reader, at("2026-11-25T08:00:00Z"), at("2026-11-26T12:00:00Z"));
  EXPECT_EQ(begun, (std::map<std::string, Time>{{"2026-11-26", at("2026-11-26T09:00:00Z")}}));
}

TEST(BeginBriefs, TheFirstComesAtTheNextHourNotAtOnce) {
  auto reader = reader_in("Europe/Berlin", 7);
  begin_briefs(reader, at("2026-11-25T10:00:00Z"));
  EXPECT_EQ(reader.next_brief, at("2026-11-26T06:00:00Z"));
  auto early = reader_in("Europe/Berlin", 7);
  begin_briefs(early, at("2026-11-25T03:00:00Z"));
  EXPECT_EQ(early.next_brief, at("2026-11-25T06:00:00Z"));
}

TEST(AddressKey, TakesTwoSpellingsForOne) {
  EXPECT_EQ(address_key("  Ann@Example.ORG \n"), "ann@example.org");
  EXPECT_EQ(address_key("   "), "");
}

}  // namespace
}  // namespace pith
