#include "stages/feed/dates.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

std::string read(std::string_view text) {
  const auto time = parse_date(text);
  return time ? format_rfc3339(*time) : "none";
}

using Case = std::pair<const char*, const char*>;

TEST(Dates, ReadsDaysOfWeeksAndSecondsSince1970) {
  for (const auto& [text, expected] : std::initializer_list<Case>{{"2026-W06-2", "2026-02-03T00:00:00Z"},
                                                                  {"2026W062", "2026-02-03T00:00:00Z"},
                                                                  {"2026-W53", "2026-12-28T00:00:00Z"},
                                                                  {"2027-W01-1T10:00Z", "2027-01-04T10:00:00Z"},
                                                                  {"2026-W54-1", "none"},
                                                                  {"2026-W06-8", "none"},
                                                                  {"1770112800", "2026-02-03T10:00:00Z"},
                                                                  {"1770112800250", "2026-02-03T10:00:00.250000Z"},
                                                                  {"9770112800", "none"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, KnowsTheMonthsOfMoreLanguages) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"3 Agustus 2026", "2026-08-03T00:00:00Z"},
                                   {"Sab, 3 Ogos 2026", "2026-08-03T00:00:00Z"},
                                   {"вт, 03 лют 2026 10:00:00 +0200", "2026-02-03T08:00:00Z"},
                                   {"3 червня 2026", "2026-06-03T00:00:00Z"},
                                   {"2026 m. vasario 3 d.", "2026-02-03T00:00:00Z"},
                                   {"3. veebruar 2026", "2026-02-03T00:00:00Z"},
                                   {"3 joulukuuta 2026", "2026-12-03T00:00:00Z"},
                                   {"3 prosince 2026", "2026-12-03T00:00:00Z"},
                                   {"3 aralık 2026", "2026-12-03T00:00:00Z"},
                                   {"3 فبراير 2026", "2026-02-03T00:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, KnowsTheMonthsOfMoreScripts) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"יום שלישי, 3 בפברואר 2026", "2026-02-03T00:00:00Z"},
                                   {"ג׳, 03 מרץ 2026 10:00:00 +0200", "2026-03-03T08:00:00Z"},
                                   {"3. фебруар 2026.", "2026-02-03T00:00:00Z"},
                                   {"3. јула 2026", "2026-07-03T00:00:00Z"},
                                   {"3 снежня 2026", "2026-12-03T00:00:00Z"},
                                   {"3 Μαΐου 2026", "2026-05-03T00:00:00Z"},
                                   {"3 شباط 2026", "2026-02-03T00:00:00Z"},
                                   {"٣ فبراير ٢٠٢٦", "2026-02-03T00:00:00Z"},
                                   {"3 फ़रवरी 2026", "2026-02-03T00:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, CountsTheYearsOfThailand) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"วันอังคารที่ 3 กุมภาพันธ์ พ.ศ. 2569", "2026-02-03T00:00:00Z"},
                                   {"3 มี.ค. 2569 10:00", "2026-03-03T10:00:00Z"},
                                   {"๓ ธ.ค. ๒๕๖๙", "2026-12-03T00:00:00Z"},
                                   {"Tue, 03 Feb 2569 10:00:00 +0700", "2026-02-03T03:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, ReadsVietnameseMonthsByNumber) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"Thứ Ba, 3 tháng 2, 2026", "2026-02-03T00:00:00Z"},
                                   {"thứ 6, ngày 3 tháng 7 năm 2026", "2026-07-03T00:00:00Z"},
                                   {"Tháng Hai 3, 2026", "2026-02-03T00:00:00Z"},
                                   {"3 Tháng Mười Một, 2026", "2026-11-03T00:00:00Z"},
                                   {"3 tháng năm năm 2026", "2026-05-03T00:00:00Z"},
                                   {"Th 5, 03 Th02 2026 10:00:00 +0700", "2026-02-03T03:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, TellsSlavicMonthsApart) {
  for (const auto& [text, expected] : std::initializer_list<Case>{{"3. veljače 2026.", "2026-02-03T00:00:00Z"},
                                                                  {"3. lipnja 2026.", "2026-06-03T00:00:00Z"},
                                                                  {"3 lipca 2026", "2026-07-03T00:00:00Z"},
                                                                  {"3. srpnja 2026.", "2026-07-03T00:00:00Z"},
                                                                  {"3. srpna 2026", "2026-08-03T00:00:00Z"},
                                                                  {"3. června 2026", "2026-06-03T00:00:00Z"},
                                                                  {"3. července 2026", "2026-07-03T00:00:00Z"},
                                                                  {"3. listopada 2026.", "2026-10-03T00:00:00Z"},
                                                                  {"3 listopada 2026", "2026-11-03T00:00:00Z"},
                                                                  {"3. listopadu 2026", "2026-11-03T00:00:00Z"},
                                                                  {"3. studenoga 2026.", "2026-11-03T00:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, ReadsTimesWithDotsAfterAWholeDate) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"tiistai 3. helmikuuta 2026 klo 10.30", "2026-02-03T10:30:00Z"},
                                   {"3.2.2026 10.30.15", "2026-02-03T10:30:15Z"},
                                   {"2026-02-03 10.30", "2026-02-03T10:30:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, ReadsRfc822InAllItsVariants) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"Thu, 20 Feb 2020 10:00:00 -0000", "2020-02-20T10:00:00Z"},
                                   {"Thu, 20 Aug 2015 15:32:34 +0300", "2015-08-20T12:32:34Z"},
                                   {"Tue, 01 Oct 2019 14:30:00 PST", "2019-10-01T22:30:00Z"},
                                   {"Wed, 5 Nov 2025 13:52:10  EST", "2025-11-05T18:52:10Z"},
                                   {"07 Nov 2015 12:00:00 EST", "2015-11-07T17:00:00Z"},
                                   {"Tue 11 Jan 2011 01:30:00 GMT", "2011-01-11T01:30:00Z"},
                                   {"Fri, 26 Feb 2021 07:26:42 +13:00", "2021-02-25T18:26:42Z"},
                                   {"Sun, 10 Dec 17 13:01:36 -0800", "2017-12-10T21:01:36Z"},
                                   {"Thu, 05 Sep 2002 0:00:01 GMT", "2002-09-05T00:00:01Z"},
                                   {"Mon, 6 September 2010 00:01:00 +0000", "2010-09-06T00:01:00Z"},
                                   {"03 Apr 02 1500 GMT", "2002-04-03T15:00:00Z"},
                                   {"Thu, 01 Aug 2019 16:15 EDT", "2019-08-01T20:15:00Z"},
                                   {"Thursday 24 Feb 05 23:36 CST", "2005-02-25T05:36:00Z"},
                                   {"Sun, 20 Apr 2014 8:19 pm CEST", "2014-04-20T18:19:00Z"},
                                   {"Sun, 07 Apr 2013 15:39:57 Z", "2013-04-07T15:39:57Z"},
                                   {"January, 29 Jan 2021 17:56:15 +0530", "2021-01-29T12:26:15Z"},
                                   {"10-Dec-2017 08:00:00 +0100", "2017-12-10T07:00:00Z"},
                                   {"Mon, 26 Jan 2004 16:31:00 GMT+0200", "2004-01-26T14:31:00Z"},
                                   {"Thu, 31 Sep 2020 10:00:00 GMT", "2020-10-01T10:00:00Z"},
                                   {"Tue, 02 Aug 2005 12:09:14 -0700 (PDT)", "2005-08-02T19:09:14Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, ReadsIso8601InAllLengths) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"2003-12-13T18:30:02Z", "2003-12-13T18:30:02Z"},
                                   {"2003-12-13T09:17:51-08:00", "2003-12-13T17:17:51Z"},
                                   {"2022-01-01T12:00+00:00", "2022-01-01T12:00:00Z"},
                                   {"2009-12-08T16:59:02.563-08:00", "2009-12-09T00:59:02.563000Z"},
                                   {"2025-02-24T15:45:46.035455Z", "2025-02-24T15:45:46.035455Z"},
                                   {"2020/1/10 14:33:00", "2020-01-10T14:33:00Z"},
                                   {"2016-08-27", "2016-08-27T00:00:00Z"},
                                   {"2002", "2002-01-01T00:00:00Z"},
                                   {"2003-12", "2003-12-01T00:00:00Z"},
                                   {"20031231", "2003-12-31T00:00:00Z"},
                                   {"2003-335", "2003-12-01T00:00:00Z"},
                                   {"20031231T101500Z", "2003-12-31T10:15:00Z"},
                                   {"2003-12-31 10:14:55 -0500", "2003-12-31T15:14:55Z"},
                                   {"2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, ReadsOtherOrdersAndLanguages) {
  for (const auto& [text, expected] :
       std::initializer_list<Case>{{"Friday, January 29, 2021 04:42 PM", "2021-01-29T16:42:00Z"},
                                   {"mar., 24 févr. 2015 14:01:01 GMT", "2015-02-24T14:01:01Z"},
                                   {"Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40Z"},
                                   {"Do, 22 Dez 2016 17:36:00 +0000", "2016-12-22T17:36:00Z"},
                                   {"07.02.2025", "2025-02-07T00:00:00Z"},
                                   {"12/31/2020 10:00", "2020-12-31T10:00:00Z"},
                                   {"31/12/2020", "2020-12-31T00:00:00Z"},
                                   {"Thu Jan  1 12:05:27 2004", "2004-01-01T12:05:27Z"},
                                   {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
                                   {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
                                   {"2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z"},
                                   {"2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z"},
                                   {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
                                   {"Вт, 5 июля 2022 10:00:00 +0300", "2022-07-05T07:00:00Z"}})
    EXPECT_EQ(read(text), expected) << text;
}

TEST(Dates, RefusesWhatIsNone) {
  for (const auto* text : {"", "tags -->", "myfeed item1 pubdate", "Thu, 20 Feb 2020 34:50:00 GMT",
                           "Thu, 20 Feb 2020 10:75:00 GMT", "10:00:00", "Thu, 118 Jun 2015 14:30:25 +0200",
                           "01 Jan 1970 00:00:00 +0000", "2020-13-01", "Feb 2", "12345678901234567890"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(Dates, ReadsDurations) {
  EXPECT_EQ(parse_duration("3723"), std::chrono::seconds{3723});
  EXPECT_EQ(parse_duration(" 62:03 "), std::chrono::seconds{3723});
  EXPECT_EQ(parse_duration("1:02:03.9"), std::chrono::seconds{3723});
  EXPECT_EQ(parse_duration("0"), std::chrono::seconds{0});
  for (const auto* text : {"", "an hour", "1:2:3:4", "-5", "1e9", "999999999", ":", "nan"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Dates, ReadsPositionsToTheMillisecond) {
  EXPECT_EQ(parse_position("00:01:02.250"), std::chrono::milliseconds{62250});
  EXPECT_EQ(parse_position("168.5"), std::chrono::milliseconds{168500});
}

}  // namespace
}  // namespace pith::feed
