#include "stages/insight/attribution.h"

#include <gtest/gtest.h>

#include "support/talk_of.h"

namespace pith::insight {
namespace {

const Transcript talk = test::talk_of({"Anna Smith: We wait.", "Bob Miller: They do.", "Bob Jones: So it is."});

std::vector<std::string> speakers(std::string_view text) { return said_to_speak(talk, text); }
using Names = std::vector<std::string>;

TEST(Attribution, IsToWhoSaysOrArguesSomething) {
  for (const char* text : {"Anna Smith says that teams wait.", "Teams wait, Anna argues.",
                           "According to Anna, teams wait.", "Teams wait, says Smith.",
                           "Anna Smith, who has led three of them, still thinks so.", "Anna Smith also told them."})
    EXPECT_EQ(speakers(text), Names{"Anna Smith"}) << text;
}

TEST(Attribution, IsToNobodyWhoIsOnlyNamed) {
  for (const char* text :
       {"Anna Smith has engineers answer tickets.", "They asked Anna. Says who?", "Teams of Anna's wait.",
        "The anna says so.", "Anna Smith, a founder. The team says so.", ""})
    EXPECT_EQ(speakers(text), Names{}) << text;
}

TEST(Attribution, NeedsAllOfANameThatTwoShare) {
  EXPECT_EQ(speakers("Bob says that teams wait."), Names{});
  EXPECT_EQ(speakers("Bob Jones says that teams wait."), Names{"Bob Jones"});
  EXPECT_EQ(speakers("Jones says so, and Anna argues."), (Names{"Bob Jones", "Anna Smith"}));
}

TEST(Attribution, MayLeaveOutInitials) {
  const auto doctor = test::talk_of({"Mireille B. Reece: We wait."});
  EXPECT_EQ(said_to_speak(doctor, "Mireille Reece says so."), Names{"Mireille B. Reece"});
}

}  // namespace
}  // namespace pith::insight
