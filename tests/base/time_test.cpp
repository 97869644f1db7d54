#include "base/time.h"

#include <gtest/gtest.h>

#include "base/civil_day.h"
#include "base/ids.h"

namespace pith {
namespace {

TEST(Rfc3339, IsReadWithAnOffset) {
  EXPECT_EQ(format_rfc3339(*parse_rfc3339("2026-11-25T08:30:00+02:00")), "2026-11-25T06:30:00Z");
}

TEST(Rfc3339, KeepsMicroseconds) {
  EXPECT_EQ(format_rfc3339(*parse_rfc3339("2026-11-25T08:30:00.25Z")), "2026-11-25T08:30:00.250000Z");
}

TEST(Rfc3339, TakesABareDateAsMidnight) {
  EXPECT_EQ(format_rfc3339(*parse_rfc3339("2024-02-29")), "2024-02-29T00:00:00Z");
}

TEST(Rfc3339, RefusesDaysThatAreNot) {
  EXPECT_FALSE(parse_rfc3339("2023-02-29"));
  EXPECT_FALSE(parse_rfc3339("2023-02-01T25:00:00Z"));
  EXPECT_FALSE(parse_rfc3339("yesterday"));
}

TEST(HttpDate, IsWrittenAsRfc9110Says) {
  EXPECT_EQ(format_http_date(*parse_rfc3339("1994-11-06T08:49:37Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(CivilDay, IsTheReadersOwn) {
  const auto late = *parse_rfc3339("2026-11-25T23:30:00Z");
  EXPECT_EQ(format_day(day_in("Europe/Berlin", late)), "2026-11-26");
  EXPECT_EQ(format_day(day_in("America/New_York", late)), "2026-11-25");
}

TEST(CivilDay, GivesTheFirstInstantAfterAnHourThatDstSkips) {
  const auto skipped = instant_of("Europe/Berlin", *parse_day("2026-03-29"), std::chrono::minutes{150});
  EXPECT_EQ(format_rfc3339(skipped), "2026-03-29T01:00:00Z");
}

TEST(Ids, AreStableAndKeepKeysApart) {
  EXPECT_EQ(make_id("ep", {"a", "b"}), make_id("ep", {"a", "b"}));
  EXPECT_NE(make_id("ep", {"ab", "c"}), make_id("ep", {"a", "bc"}));
  EXPECT_EQ(make_id("ep", {"a", "b"}).size(), 15U);
}

TEST(Slug, KeepsLettersAndDigits) {
  EXPECT_EQ(slug_of("Ship It! (2nd season)"), "ship-it-2nd-season");
  EXPECT_EQ(slug_of("日本語"), "show");
}

}  // namespace
}  // namespace pith
