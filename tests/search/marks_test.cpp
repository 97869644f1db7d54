#include "search/marks.h"

#include <gtest/gtest.h>

namespace pith::search {
namespace {

std::vector<std::string> marked(const std::string& text, std::string_view typed) {
  std::vector<std::string> found;
  for (const auto mark : marks(text, parse(typed))) found.push_back(text.substr(mark.begin, mark.end - mark.begin));
  return found;
}

using Texts = std::vector<std::string>;

TEST(Marks, AreWordsThatDifferInTheirEnding) {
  EXPECT_EQ(marked("Running costs: the run cost more, rungs rung.", "run costs"),
            (Texts{"costs", "run", "cost", "rungs", "rung"}));
}

TEST(Marks, KnowBeginningsAndCapitals) { EXPECT_EQ(marked("Battery, but not bat.", "batt*"), Texts{"Battery"}); }

TEST(Marks, DoNotCareHowAccentsAreWritten) {
  EXPECT_EQ(marked("Brew at the cafe\u0301 tonight", "café"), Texts{"cafe\u0301"});
  EXPECT_EQ(marked("Brew at the café tonight", "cafe\u0301"), Texts{"café"});
}

TEST(Marks, LeaveSmallWordsAloneWhereOthersAreAskedFor) {
  EXPECT_EQ(marked("the heat of the day", "the heat"), Texts{"heat"});
  EXPECT_EQ(marked("the heat of the day", "the"), (Texts{"the", "the"}));
}

TEST(Marks, AreNeverWhatIsRefused) { EXPECT_EQ(marked("heat and gas", "heat -gas"), Texts{"heat"}); }

}  // namespace
}  // namespace pith::search
