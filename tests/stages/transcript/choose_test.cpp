#include "stages/transcript/choose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/chapters.h"

namespace pith::transcript {
namespace {

std::vector<std::string> urls(const std::vector<TranscriptLink>& links) {
  std::vector<std::string> found;
  for (const auto& link : links) found.push_back(link.url);
  return found;
}

TEST(TranscriptChoice, PrefersTimesAndSpeakersThenTheFeedsOrder) {
  EXPECT_THAT(urls(order_links({{"a.txt", "text/plain", "", ""},
                                {"b.html", "text/html", "", ""},
                                {"c.srt", "application/x-subrip", "", ""},
                                {"d.vtt", "TEXT/VTT", "", "captions"},
                                {"e.vtt?x=1", "", "", ""},
                                {"f.json", "application/json", "", ""}},
                               "en")),
              testing::ElementsAre("e.vtt?x=1", "d.vtt", "f.json", "c.srt", "b.html", "a.txt"));
}

TEST(TranscriptChoice, PrefersTheWantedLanguageToTheFormat) {
  EXPECT_THAT(urls(order_links({{"de.vtt", "text/vtt", "de", ""}, {"en.txt", "text/plain", "en-GB", ""}}, "en-us")),
              testing::ElementsAre("en.txt", "de.vtt"));
}

TEST(TranscriptChoice, DropsEmptyAndRepeatedLinks) {
  EXPECT_THAT(urls(order_links({{"a", "text/vtt", "", ""}, {"", "text/vtt", "", ""}, {"a", "text/html", "", ""}}, "")),
              testing::ElementsAre("a"));
}

TEST(Chapters, AreReadInOrderOfTime) {
  const auto chapters = read_chapters(
      R"({"version":"1.2.0","chapters":[{"startTime":60.5,"title":" Two\n words ","url":"https://x/","toc":false},
      {"startTime":0,"title":"One","img":"https://x/i.png"},{"title":"no start"},{"startTime":-5,"title":"bad"}]})");
  ASSERT_TRUE(chapters);
  ASSERT_EQ(chapters->size(), 2U);
  EXPECT_EQ((*chapters)[0].title, "One");
  EXPECT_EQ((*chapters)[0].image, "https://x/i.png");
  EXPECT_EQ((*chapters)[1].start, std::chrono::milliseconds{60500});
  EXPECT_EQ((*chapters)[1].title, "Two words");
  EXPECT_TRUE((*chapters)[1].silent);
}

TEST(Chapters, OfAnotherFormAreRefused) {
  EXPECT_FALSE(read_chapters("<html>"));
  EXPECT_FALSE(read_chapters(R"({"chapters":"none"})"));
}

}  // namespace
}  // namespace pith::transcript
