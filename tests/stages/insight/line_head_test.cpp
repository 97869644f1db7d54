#include "stages/insight/line_head.h"

#include <gtest/gtest.h>

#include "support/talk_of.h"

namespace pith::insight {
namespace {

const Transcript talk = test::talk_of({
    "Ann Lee: We paid for it twice.",
    "Ben: After that nobody asked for the report of 40 pages again.",
    "Ben: It was not the price that kept them.",
});

std::string quoted(int cue, std::string text) {
  const auto quote = QuoteFinder(talk).find({cue, std::move(text)});
  return quote ? quote->text : "";
}

TEST(LineHead, IsHowALineOfTalkBegins) { EXPECT_EQ(line_head(talk, 0), "[0] Ann Lee: "); }

TEST(LineHead, IsNoPartOfAQuoteThatCitesItsCue) {
  for (const auto* head : {"", "[0] ", "[0]", "[0] Ann Lee: ", "Ann Lee: ", " [0]  Ann Lee:"})
    EXPECT_EQ(quoted(0, head + std::string("We paid for it twice.")), "We paid for it twice.") << head;
}

TEST(LineHead, IsLeftWhereItNamesAnotherCueOrSpeaker) {
  for (const auto* head : {"[1] ", "[0] Ben: ", "Ben: ", "[40] ", "[0x] ", "(0) ", "[99999999999999999999] "})
    EXPECT_EQ(quoted(0, head + std::string("We paid for it twice.")), "") << head;
}

TEST(LineHead, CitesItsCueWhereTheQuoteCitesNone) {
  EXPECT_EQ(quoted(-1, "[0] Ann Lee: We paid for it twice."), "We paid for it twice.");
  EXPECT_EQ(quoted(-1, "[9] Ann Lee: We paid for it twice."), "");
}

TEST(LineHead, MakesNoFalseQuoteTrue) {
  EXPECT_EQ(quoted(1, "[1] Ben: After that nobody asked for the report of 41 pages again."), "");
  EXPECT_EQ(quoted(1, "[1] Ben: After that everybody asked for the report of 40 pages again."), "");
  EXPECT_EQ(quoted(2, "[2] Ben: the price that kept them."), "not the price that kept them.");
}

}  // namespace
}  // namespace pith::insight
