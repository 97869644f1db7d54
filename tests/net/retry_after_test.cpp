#include "net/retry_after.h"

#include <gtest/gtest.h>

#include "net/content_type.h"

namespace pith::net {
namespace {

const Time now = *parse_rfc3339("2026-11-25T06:00:00Z");

RevisitHint hint(std::initializer_list<std::pair<std::string, std::string>> fields) {
  Headers headers;
  for (const auto& [name, value] : fields) headers.add(name, value);
  return revisit_hint(headers, now);
}

TEST(HttpDate, IsReadInItsThreeForms) {
  const auto expected = *parse_rfc3339("1994-11-06T08:49:37Z");
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), expected);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), expected);
  EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994"), expected);
}

TEST(HttpDate, IsNotReadFromAnythingElse) {
  for (const auto* text : {"", "0", "-1", "tomorrow", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
                           "Sun, 06 Nov 1994 08:49:37 PST"}) {
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
  }
}

TEST(RetryAfter, IsReadInSeconds) { EXPECT_EQ(hint({{"Retry-After", "120"}}).not_before, Seconds{120}); }

TEST(RetryAfter, IsReadAsADate) {
  EXPECT_EQ(hint({{"retry-after", "Wed, 25 Nov 2026 06:10:00 GMT"}}).not_before, Seconds{600});
}

TEST(RetryAfter, IsNowForADateThatHasPassed) {
  EXPECT_EQ(hint({{"Retry-After", "Wed, 25 Nov 2026 05:00:00 GMT"}}).not_before, Seconds{0});
}

TEST(RetryAfter, IsNeverOverAWeek) {
  EXPECT_EQ(hint({{"Retry-After", "99999999999999999999"}}).not_before, std::chrono::days{7});
  EXPECT_EQ(hint({{"Retry-After", "Wed, 25 Nov 2099 06:00:00 GMT"}}).not_before, std::chrono::days{7});
}

TEST(Freshness, IsNeverOverAWeekCountedAfterItsAge) {
  EXPECT_EQ(hint({{"Cache-Control", "max-age=31536000"}}).fresh_for, std::chrono::days{7});
  EXPECT_EQ(hint({{"Cache-Control", "max-age=864000"}, {"Age", "518400"}}).fresh_for, std::chrono::days{4});
}

TEST(RetryAfter, IsNothingWhereItMakesNoSense) {
  for (const auto* value : {"soon", "", "-1", "-99999999999999999999", "1.5", "0x10", "12 apples", "\xff\xfe"})
    EXPECT_EQ(hint({{"Retry-After", value}}).not_before, std::nullopt) << value;
}

TEST(Freshness, IsNeverOverAWeekWhateverIsClaimed) {
  for (const auto* control :
       {"max-age=99999999999", "max-age=99999999999999999999999", "public, MAX-AGE = \"9999999999\""})
    EXPECT_EQ(hint({{"Cache-Control", control}}).fresh_for, Seconds{std::chrono::days{7}}) << control;
}

TEST(Freshness, IsNothingWhereItsAgeMakesNoSense) {
  for (const auto* control : {"max-age=-1", "max-age=", "max-age=soon", "max-age=-99999999999999999999"})
    EXPECT_EQ(hint({{"Cache-Control", control}}).fresh_for, std::nullopt) << control;
}

TEST(Freshness, ComesFromMaxAgeLessAge) {
  EXPECT_EQ(hint({{"Cache-Control", "public, max-age=3600"}}).fresh_for, Seconds{3600});
  EXPECT_EQ(hint({{"Cache-Control", "max-age=\"600\""}, {"Age", "100"}}).fresh_for, Seconds{500});
}

TEST(Freshness, PrefersMaxAgeToExpires) {
  EXPECT_EQ(hint({{"Expires", "Wed, 25 Nov 2026 07:00:00 GMT"}, {"Cache-Control", "max-age=60"}}).fresh_for,
            Seconds{60});
}

TEST(Freshness, ComesFromExpires) {
  EXPECT_EQ(hint({{"Expires", "Wed, 25 Nov 2026 07:00:00 GMT"}}).fresh_for, Seconds{3600});
  EXPECT_EQ(hint({{"Expires", "0"}}).fresh_for, Seconds{0});
}

TEST(Freshness, IsZeroWhereCachingIsForbidden) {
  EXPECT_EQ(hint({{"Cache-Control", "no-cache, max-age=60"}}).fresh_for, Seconds{0});
}

TEST(Freshness, IsNotTakenFromAnotherDirective) {
  EXPECT_EQ(hint({{"Cache-Control", "s-maxage=60, stale-while-revalidate=30"}}).fresh_for, std::nullopt);
}

TEST(ContentType, IsTakenApart) {
  const auto type = content_type_of("Text/XML; charset=\"UTF-8\"; q=1");
  EXPECT_EQ(type.type, "text/xml");
  EXPECT_EQ(type.charset, "utf-8");
  EXPECT_EQ(content_type_of("").type, "");
}

}  // namespace
}  // namespace pith::net
