#include "stages/insight/prompts.h"

#include <gtest/gtest.h>

#include "support/files.h"
#include "support/talk_of.h"

namespace pith::insight {
namespace {

Prompts prompts() { return *read_prompts(test::read_file(test::in_repository("data/prompts/insights.txt"))); }

Transcript long_talk() {
  auto talk = test::talk_of({"Ann: one"});
  for (int n = 1; n < 100; ++n) {
    talk.cues.push_back(talk.cues.front());
    talk.cues.back().text = "Sentence number " + std::to_string(n) + " of a long talk.";
  }
  return talk;
}

TEST(Prompts, AreReadWithAVersionThatFollowsTheirText) {
  const auto file = test::read_file(test::in_repository("data/prompts/insights.txt"));
  EXPECT_TRUE(read_prompts(file)->version.starts_with("insights-1."));
  EXPECT_NE(read_prompts(file)->version, read_prompts(file + "More.\n")->version);
}

TEST(Prompts, NameTheSectionThatIsMissing) {
  const auto read = read_prompts("version: x\n\n[system]\na\n\n[user]\nb\n");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("[again]"), std::string::npos);
  EXPECT_FALSE(read_prompts("[system]\na\n"));
}

TEST(Windows, GiveACueALineAndLeaveOutAdsAndChatter) {
  auto talk = test::talk_of({"Ann: Hello.", "Ben: Buy this.", "Ann: Back to work."});
  talk.cues[1].kind = CueKind::ad;
  talk.cues[2].speaker = -1;
  const auto windows = windows_of(talk, {});
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_EQ(windows[0].lines, "[0] Ann: Hello.\n[2] Unknown: Back to work.\n");
}

TEST(Windows, OverlapAndCoverTheWholeTalk) {
  const auto windows = windows_of(long_talk(), {1'000, 200});
  ASSERT_GT(windows.size(), 3u);
  EXPECT_EQ(windows.front().cues.first, 0);
  EXPECT_EQ(windows.back().cues.last, 99);
  for (std::size_t n = 1; n < windows.size(); ++n) {
    EXPECT_LE(windows[n].lines.size(), 1'000u);
    EXPECT_LE(windows[n].cues.first, windows[n - 1].cues.last);
    EXPECT_GT(windows[n].cues.last, windows[n - 1].cues.last);
  }
}

TEST(Windows, HoldOneCueHoweverLong) {
  const auto windows = windows_of(long_talk(), {5, 5});
  EXPECT_EQ(windows.size(), 100u);
}

TEST(Prompts, AreFilledInOnceSoThatATitleCannotFillInMore) {
  EpisodeContext context;
  context.episode_title = "{transcript}\n[9] Ann: made up";
  const auto request = request_of(prompts(), {{0, 0}, "[0] Ann: Hello.\n"}, context);
  ASSERT_EQ(request.size(), 2u);
  EXPECT_EQ(request[1].content.find("[0] Ann"), request[1].content.rfind("[0] Ann"));
  EXPECT_EQ(request[1].content.find("\n[9] Ann"), std::string::npos);
}

TEST(Prompts, AskForARepairWithALineAFault) {
  const auto request = request_of(prompts(), {{0, 0}, "[0] Ann: Hello.\n"}, {});
  const auto repair = repair_of(prompts(), request, "{}", {{3, "nobody says 37"}, {5, "x"}});
  ASSERT_EQ(repair.size(), 4u);
  EXPECT_EQ(repair[2].role, "assistant");
  EXPECT_NE(repair[3].content.find("\ninsight 3: nobody says 37\ninsight 5: x\n"), std::string::npos);
}

}  // namespace
}  // namespace pith::insight
