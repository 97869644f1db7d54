#include "domain/reader.h"

#include <map>
#include <vector>

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

// Each falls on the day it is for.
void expect_one_a_day(const std::map<std::string, Time>& begun, std::string_view zone) {
  for (const auto& [day, time] : begun) EXPECT_EQ(format_day(day_in(zone, time)), day) << zone;
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
      begin_briefs(reader, at("2026-01-01T12:00:00Z"));
      const auto begun = lived(reader, at("2026-01-01T12:00:00Z"), at("2027-01-01T12:00:00Z"), minutes{10});
      expect_one_a_day(begun, zone);
      EXPECT_EQ(begun.size(), 365U) << zone << hour;  // from noon to noon of UTC
    }
  }
}

// Brazil's clock jumped at midnight, Lord Howe's moves by half an hour, Samoa once left a day out.
TEST(BriefDue, ComesOnceOnEachDayOfACalendarWithJumps) {
  struct Jump {
    std::string_view zone;
    std::string_view from;
    std::string_view to;
    std::vector<std::string> days;
  };
  const Jump jumps[] = {
      {"America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-05T12:00:00Z", {"2018-11-04", "2018-11-05"}},
      {"America/Sao_Paulo", "2019-02-16T12:00:00Z", "2019-02-18T12:00:00Z", {"2019-02-17", "2019-02-18"}},
      {"Australia/Lord_Howe", "2026-04-04T03:00:00Z", "2026-04-06T03:00:00Z", {"2026-04-05", "2026-04-06"}},
      {"Australia/Lord_Howe", "2026-10-03T03:00:00Z", "2026-10-05T03:00:00Z", {"2026-10-04", "2026-10-05"}},
      {"Pacific/Apia", "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z", {"2011-12-29", "2011-12-31", "2012-01-01"}}};
  for (const auto& jump : jumps) {
    for (const int minute : {0, 15, 45, 60, 105, 120, 150}) {
      auto reader = reader_in(std::string(jump.zone), 0, minute);
      begin_briefs(reader, at(jump.from));
      const auto begun = lived(reader, at(jump.from), at(jump.to));
      std::vector<std::string> days;
      for (const auto& [day, time] : begun) days.push_back(day);
      EXPECT_EQ(days, jump.days) << jump.zone << " from " << jump.from << " at minute " << minute;
      expect_one_a_day(begun, jump.zone);
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
