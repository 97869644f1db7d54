#include "stages/insight/insight_form.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

constexpr std::string_view headline = "Fewer alarms find more faults";
const std::string text =
    "Paging people only for alarms that somebody acts on lets a team sleep, and a team that has slept finds twice as "
    "many real faults as one that has not.";

TEST(InsightForm, IsAHeadlineAndATextOfSomeLength) {
  EXPECT_TRUE(form_faults(headline, text).empty());
  EXPECT_EQ(form_faults("", text).size(), 1u);
  EXPECT_TRUE(form_faults("one two three four five six seven eight nine ten eleven twelve", text).empty());
  EXPECT_EQ(form_faults("one two three four five six seven eight nine ten eleven twelve thirteen", text).size(), 1u);
  EXPECT_EQ(form_faults(headline, "").size(), 1u);
  EXPECT_EQ(form_faults(headline, text + text + text).size(), 1u);
}

TEST(InsightForm, IsPlainText) {
  for (const char* mark : {" <b>Now</b>", " <script>alert(1)</script>", " &nbsp;", " **Now**", " <img src=x>"}) {
    EXPECT_EQ(form_faults(headline, text + mark).size(), 1u) << mark;
    EXPECT_EQ(form_faults(std::string(headline) + mark, text).size(), 1u) << mark;
  }
  EXPECT_TRUE(form_faults(headline, text + " Where a < b and c > d; Q&A; R&D.").empty());
}

TEST(InsightForm, HoldsNoFiller) {
  for (const char* filler :
       {" Um, so it is.", " So it is, you know, for all.", " You know, it is.", " So it is, uh, now."})
    EXPECT_EQ(form_faults(headline, text + filler).size(), 1u) << filler;
  EXPECT_TRUE(form_faults(headline, text + " That helps unless you know which.").empty());
}

TEST(InsightForm, StandsAlone) {
  for (const char* opening :
       {"It does so. ", "And so it goes. ", "He said it. ", "They're late. ", "It is what they did. "})
    EXPECT_EQ(form_faults(headline, opening + text).size(), 1u) << opening;
  for (const char* opening : {"It is a myth. ", "It's a myth. ", "Because of that. ", "So-called rules. ", "No rule. "})
    EXPECT_TRUE(form_faults(headline, opening + text).empty()) << opening;
}

}  // namespace
}  // namespace pith::insight
