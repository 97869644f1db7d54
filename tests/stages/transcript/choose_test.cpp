#include "stages/transcript/choose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace pith::transcript
