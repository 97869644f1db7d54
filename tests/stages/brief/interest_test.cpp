// What readers want, and what their briefs make of it.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "stages/brief/support.h"

namespace pith::brief {
namespace {

using Ids = std::vector<std::string>;

// Ten of about the same worth: a..j, the first a little better. No slot explores.
Table ten_alike() {
  Table table;
  table.rules.explore = 0;
  for (int n = 0; n < 10; ++n)
    table.offers.push_back(offer_of(std::string(1, static_cast<char>('a' + n)), 4 - 0.05 * n));
  return table;
}

bool holds(const Brief& brief, const std::string& id) {
  return std::ranges::find(brief.picks, id, &Pick::insight_id) != brief.picks.end();
}

Profile pointing(std::size_t dimension) {
  Profile profile;
  profile.vector.assign(8, 0);
  profile.vector[dimension] = 127;
  return profile;
}

TEST(Interest, InATopicChangesPickAndReason) {
  Table table = ten_alike();
  table.offers[9].insight.topics = {"AI infrastructure"};
  EXPECT_FALSE(holds(table.brief(), "j"));
  table.name(InterestKind::topic, "ai-infrastructure");
  const auto brief = table.brief();
  EXPECT_EQ(brief.picks.front().insight_id, "j");
  EXPECT_TRUE(brief.picks.front().reason.starts_with("New on your topic: AI infrastructure")) << brief.picks[0].reason;
}

TEST(Interest, InAShowBringsItsStrongestOfTheDay) {
  Table table = ten_alike();
  table.name(InterestKind::show, "sh_j");
  EXPECT_EQ(table.picks().front(), "j");
  EXPECT_TRUE(table.brief().picks[0].reason.starts_with("The day’s strongest from a show you follow: Show of j"));
}

TEST(Interest, InAPersonCountsMoreWhereTheySpeak) {
  Table table = ten_alike();
  for (const std::size_t n : {8U, 9U}) table.offers[n].people = {{"ada-lovelace", "Ada Lovelace"}};
  table.offers[9].insight.speaker = "Ada Lovelace";
  table.name(InterestKind::person, "ada-lovelace");
  const auto brief = table.brief();
  EXPECT_EQ(brief.picks[0].insight_id, "j");
  EXPECT_EQ(brief.picks[1].insight_id, "i");
  EXPECT_TRUE(brief.picks[0].reason.starts_with("With someone you follow: Ada Lovelace")) << brief.picks[0].reason;
}

TEST(Interest, InWordsFindsThemByTheirStems) {
  Table table = ten_alike();
  table.offers[9].profile.terms = {{7, 0.6F}, {8, 0.8F}};
  table.name(InterestKind::words, "quiet keyboards", {{}, {{7, 0.6F}, {8, 0.8F}}, {}});
  EXPECT_EQ(table.picks().front(), "j");
  EXPECT_TRUE(table.brief().picks[0].reason.starts_with("New on what you look for: quiet keyboards"));
}

TEST(Interest, InWordsAlsoFindsTheSameSubjectInOtherWords) {
  Table table = ten_alike();
  table.offers[9].profile = pointing(3);
  table.name(InterestKind::words, "quiet keyboards", pointing(3));
  EXPECT_EQ(table.picks().front(), "j");
}

TEST(Interest, InAPersonIsAsTypedInAnyCase) {
  Table table = ten_alike();
  table.offers[9].people = {{"ZOË-ÅNGSTRÖM", "Zoë Ångström"}};
  table.offers[9].insight.speaker = "Zoë Ångström";
  table.name(InterestKind::person, "zoë ångström");
  const auto brief = table.brief();
  EXPECT_EQ(brief.picks[0].insight_id, "j");
  EXPECT_TRUE(brief.picks[0].reason.starts_with("With someone you follow: Zoë Ångström")) << brief.picks[0].reason;
}

TEST(Interest, InManyCommonWordsIsLessThanOneInATopic) {
  Table table = ten_alike();
  table.offers[9].insight.topics = {"Sleep"};
  for (std::uint32_t n = 0; n < 8; ++n) {
    table.offers[8].profile.terms.push_back({n, 0.35F});
    table.name(InterestKind::words, std::string(1, static_cast<char>('p' + n)), {{}, {{n, 1.0F}}, {}}, 0.4);
  }
  table.name(InterestKind::topic, "sleep");
  const auto brief = table.brief();
  EXPECT_EQ(brief.picks[0].insight_id, "j");
  EXPECT_TRUE(brief.picks[0].reason.starts_with("New on your topic: Sleep")) << brief.picks[0].reason;
}

TEST(Interest, InWordsThatEverybodySaysIsNone) {
  Table table = ten_alike();
  table.offers[9].profile.terms = {{7, 1.0F}};
  table.name(InterestKind::words, "the", {{}, {{7, 1.0F}}, {}}, 0);
  EXPECT_FALSE(holds(table.brief(), "j"));
}

TEST(Interest, OfOneWordOfSeveralIsNone) {
  Table table = ten_alike();
  table.offers[9].profile.terms = {{7, 1.0F}};
  table.name(InterestKind::words, "quiet keyboards", {{}, {{7, 0.6F}, {8, 0.8F}}, {}});
  EXPECT_FALSE(holds(table.brief(), "j"));
}

TEST(Interest, InAShowDoesNotFillTheBriefWithOneEpisode) {
  Table table = ten_alike();
  for (int n = 0; n < 5; ++n) {
    Insight& insight = table.offers[static_cast<std::size_t>(n)].insight;
    insight.show_id = "sh";
    insight.episode_id = "ep";
    insight.evidence[0].cues = {10 * n, 10 * n + 3};
    insight.evidence[0].start = std::chrono::seconds(100 * n);
    insight.evidence[0].end = std::chrono::seconds(100 * n + 10);
  }
  table.name(InterestKind::show, "sh");
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "f", "g", "h"}));
}

TEST(Interest, DoesNotMakeWhatIsPoorGood) {
  Table table = ten_alike();
  table.offers[9].insight.score = 1;
  table.name(InterestKind::show, "sh_j");
  EXPECT_FALSE(holds(table.brief(), "j"));
}

TEST(Verdicts, LessLikeThisChangesTheNextBrief) {
  Table table = ten_alike();
  for (Offer& offer : table.offers) offer.insight.topics = {"Other"};
  for (const std::size_t n : {0U, 1U}) table.offers[n].insight.topics = {"Crypto"};
  Offer judged = offer_of("old", 4);
  judged.insight.topics = {"Crypto"};
  EXPECT_TRUE(holds(table.brief(), "a"));
  table.judge(Taste::less, judged);
  EXPECT_EQ(table.picks(), (Ids{"c", "d", "e", "f", "g"}));
}

TEST(Verdicts, MoreLikeThisChangesTheNextBriefAndSaysWhy) {
  Table table = ten_alike();
  table.offers[9].insight.topics = {"Sleep"};
  Offer judged = offer_of("old", 4);
  judged.insight.topics = {"Sleep"};
  table.judge(Taste::more, judged);
  const auto brief = table.brief();
  EXPECT_EQ(brief.picks.front().insight_id, "j");
  EXPECT_TRUE(brief.picks.front().reason.starts_with("More on a topic you liked: Sleep")) << brief.picks[0].reason;
}

TEST(Verdicts, ReachWhatIsAlikeWithoutASharedTopic) {
  Table table = ten_alike();
  table.offers[0].profile = pointing(2);
  table.offers[0].profile.terms = {{5, 1.0F}};
  Offer judged = offer_of("old", 4);
  judged.profile = table.offers[0].profile;
  table.judge(Taste::less, judged);
  EXPECT_FALSE(holds(table.brief(), "a"));
}

TEST(Verdicts, Fade) {
  Table table = ten_alike();
  table.offers[0].insight.topics = {"Crypto"};
  Offer judged = offer_of("old", 4);
  judged.insight.topics = {"Crypto"};
  table.judge(Taste::less, judged, std::chrono::days{600});
  EXPECT_EQ(table.picks().front(), "a");
}

TEST(Verdicts, OnATopicTheReaderNamedWeakenIt) {
  Table table = ten_alike();
  Offer judged = offer_of("old", 4);
  judged.insight.topics = {"Crypto"};
  table.name(InterestKind::topic, "crypto");
  const auto before = learnt_from(table.wishes, {}, table.now());
  table.judge(Taste::less, judged);
  const auto after = learnt_from(table.wishes, table.judged, table.now());
  const auto crypto = std::ranges::find(after, LearntKind::topic, &Learnt::kind);
  EXPECT_LT(crypto->weight, before.front().weight);
  EXPECT_TRUE(crypto->named);
}

TEST(Learnt, NamesWhatItCameFrom) {
  Table table;
  Offer judged = offer_of("old", 4);
  judged.insight.speaker = "Ada Lovelace";
  table.judge(Taste::more, judged);
  const auto learnt = learnt_from({}, table.judged, table.now());
  std::set<std::string> values;
  for (const Learnt& one : learnt) {
    values.insert(one.value);
    EXPECT_EQ(one.liked, Ids{"old"}) << one.value;
    EXPECT_EQ(source_of(one), "More like this, once.");
  }
  EXPECT_EQ(values, (std::set<std::string>{"old", "topic-of-old", "sh_old", "ada-lovelace"}));
}

TEST(Learnt, SaysWhatWasNamedAndWhatWasJudged) {
  Table table;
  Offer judged = offer_of("old", 4);
  table.name(InterestKind::show, "sh_old");
  table.judge(Taste::less, judged);
  const auto learnt = learnt_from(table.wishes, table.judged, table.now());
  const auto show = std::ranges::find(learnt, LearntKind::show, &Learnt::kind);
  EXPECT_EQ(show->name, "Show of old");
  EXPECT_EQ(source_of(*show), "Named by you; less like this, once.");
}

TEST(Exploring, TakesOneSlotInTen) {
  Table table = ten_alike();
  table.rules.explore = 10;
  for (const std::size_t n : {5U, 6U, 7U, 8U, 9U}) table.offers[n].insight.topics = {"Sleep"};
  table.name(InterestKind::topic, "sleep");
  int slots = 0;
  int outside = 0;
  for (int n = 0; n < 20; ++n) {
    table.day = CivilDay{std::chrono::sys_days{the_day} + std::chrono::days{n}};
    const auto brief = table.brief();
    for (const Pick& pick : brief.picks) {
      ++slots;
      if (!pick.reason.starts_with("Outside your usual")) continue;
      ++outside;
      EXPECT_EQ(pick.insight_id, brief.picks.back().insight_id);
    }
  }
  EXPECT_EQ(slots, 100);
  EXPECT_EQ(outside, 10);
}

TEST(Exploring, IsTheSameForTheSameReaderAndDay) {
  Table table = ten_alike();
  table.rules.explore = 10;
  table.name(InterestKind::topic, "topic-of-j");
  EXPECT_EQ(table.brief(), table.brief());
}

TEST(Exploring, IsNotForReadersOfWhomNothingIsKnown) {
  Table table = ten_alike();
  table.rules.explore = 1;
  for (const Pick& pick : table.brief().picks) EXPECT_FALSE(pick.reason.starts_with("Outside")) << pick.reason;
}

TEST(Exploring, NeverTakesWhatTheReaderWantsLessOf) {
  Table table = ten_alike();
  table.rules.explore = 1;
  Offer judged = offer_of("old", 4);
  judged.insight.topics = table.offers[0].insight.topics;
  table.judge(Taste::less, judged);
  EXPECT_FALSE(holds(table.brief(), "a"));
}

}  // namespace
}  // namespace pith::brief
