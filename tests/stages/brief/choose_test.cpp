#include "stages/brief/choose.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "stages/brief/support.h"

namespace pith::brief {
namespace {

using Ids = std::vector<std::string>;

Table six_good_ones() {
  Table table;
  for (int n = 0; n < 6; ++n)
    table.offers.push_back(offer_of(std::string(1, static_cast<char>('a' + n)), 4.0 - 0.5 * n));
  return table;
}

void link(Offer& from, Offer& to, LinkKind kind, double score) {
  const Link both{from.insight.id, to.insight.id, kind, score};
  from.links.push_back(both);
  to.links.push_back(both);
}

TEST(Brief, HoldsTheFiveBest) { EXPECT_EQ(six_good_ones().picks(), (Ids{"a", "b", "c", "d", "e"})); }

TEST(Brief, SaysForWhomAndWhichDayItIs) {
  const auto brief = six_good_ones().brief();
  EXPECT_EQ(brief.reader_id, "re_home");
  EXPECT_EQ(format_day(brief.day), "2026-11-25");
  EXPECT_EQ(brief.made, from_micros(7));
  EXPECT_TRUE(brief.id.starts_with("br_"));
  EXPECT_EQ(brief.note, "");
}

TEST(Brief, DoesNotDependOnTheOrderOfTheCandidates) {
  Table table = six_good_ones();
  for (Offer& offer : table.offers) offer.insight.score = 3;
  const auto expected = table.brief();
  std::ranges::reverse(table.offers);
  EXPECT_EQ(table.brief(), expected);
}

TEST(Brief, LeavesOutWhatIsBelowTheFloorAndSaysSo) {
  Table table = six_good_ones();
  table.rules.floor = 3.2;
  const auto brief = table.brief();
  EXPECT_EQ(picks_of(brief), (Ids{"a", "b"}));
  EXPECT_EQ(brief.note, "Two of six new insights; four not strong enough.");
}

TEST(Brief, OfNothingHasNoPicksAndANote) {
  const auto brief = Table{}.brief();
  EXPECT_TRUE(brief.picks.empty());
  EXPECT_EQ(brief.note, "No new episodes with insights in these days.");
}

// Puts the second offer into the first one's episode, at another time.
void join_second_to_first(Table& table) {
  table.offers[1].insight.episode_id = table.offers[0].insight.episode_id;
  table.offers[1].insight.evidence[0] = {{8, 9}, std::chrono::seconds(80), std::chrono::seconds(90), "", ""};
}

TEST(Brief, TakesOneOfAnEpisodeWhereOthersAreAboutAsGood) {
  Table table = six_good_ones();
  for (std::size_t n = 0; n < 6; ++n) table.offers[n].insight.score = 4 - 0.01 * static_cast<double>(n);
  join_second_to_first(table);
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, TakesTwoOfAnEpisodeWhereTheSecondIsClearlyBetterThanOthers) {
  Table table = six_good_ones();
  join_second_to_first(table);
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c", "d", "e"}));
}

TEST(Brief, TakesMoreOfAnEpisodeWhereThereAreTooFewEpisodes) {
  Table table = six_good_ones();
  table.offers.resize(3);
  join_second_to_first(table);
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c"}));
}

// The first four are of one show, and better than the others.
Table four_of_one_show() {
  Table table = six_good_ones();
  for (std::size_t n = 0; n < 4; ++n) table.offers[n].insight.show_id = "sh";
  for (std::size_t n = 4; n < 6; ++n) table.offers[n].insight.score = 2.2;
  table.offers.push_back(offer_of("g", 2.1));
  return table;
}

TEST(Brief, TakesAtMostTwoOfAShowWhereOthersHaveSome) {
  EXPECT_EQ(four_of_one_show().picks(), (Ids{"a", "b", "e", "f", "g"}));
}

TEST(Brief, TakesMoreOfAShowWhereNothingElseIsLeft) {
  Table table = four_of_one_show();
  table.offers.pop_back();
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c", "e", "f"}));
}

TEST(Brief, TakesNoMoreOfAShowForBeingLiked) {
  Table table = four_of_one_show();
  table.name(InterestKind::show, "sh");
  table.rules.explore = 0;
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "e", "f", "g"}));
}

TEST(Brief, TakesMoreOfAShowWhereOthersAreFarBehindOrLeftOver) {
  Table table = four_of_one_show();
  table.offers[6].insight.score = 1.2;
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c", "e", "f"}));
  table.offers[6].insight.score = 3;
  table.offers[6].insight.first_seen = from_micros(7) - std::chrono::hours{30};
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c", "e", "f"}));
}

TEST(Brief, TakesMoreOfAShowRatherThanWhatTheReaderDoesNotWant) {
  Table table = four_of_one_show();
  table.judge(Taste::less, table.offers[6]);
  EXPECT_EQ(table.picks(), (Ids{"a", "b", "c", "e", "f"}));
}

TEST(Brief, NeverTakesTwoOfAnEpisodeThatRestateEachOther) {
  Table table = six_good_ones();
  join_second_to_first(table);
  const Link same{"b", "a", LinkKind::restates, 0.7};
  table.offers[0].within = table.offers[1].within = {same};
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, NeverTakesTwoThatShareACue) {
  Table table = six_good_ones();
  table.offers.resize(2);
  table.offers[1].insight.episode_id = "ep_a";
  EXPECT_EQ(table.picks(), Ids{"a"});
}

TEST(Brief, NeverTakesWhatWasSent) {
  Table table = six_good_ones();
  table.sent = {table.offers[0].insight};
  EXPECT_EQ(table.picks(), (Ids{"b", "c", "d", "e", "f"}));
}

TEST(Brief, NeverTakesWhatRestatesWhatWasSent) {
  Table table = six_good_ones();
  Offer old = offer_of("old", 1);
  link(table.offers[0], old, LinkKind::restates, 0.7);
  table.sent = {old.insight};
  EXPECT_EQ(table.picks(), (Ids{"b", "c", "d", "e", "f"}));
}

TEST(Brief, TakesWhatIsOnlyRelatedToWhatWasSent) {
  Table table = six_good_ones();
  Offer old = offer_of("old", 1);
  link(table.offers[0], old, LinkKind::related, 0.45);
  table.sent = {old.insight};
  EXPECT_EQ(table.picks().front(), "a");
}

TEST(Brief, NeverTakesNearlyTheWordsOfWhatWasSent) {
  Table table = six_good_ones();
  Insight old = offer_of("old", 1).insight;
  old.text = table.offers[0].insight.text + "and seven words more than it had";
  table.sent = {old};
  EXPECT_EQ(table.picks(), (Ids{"b", "c", "d", "e", "f"}));
}

TEST(Brief, NeverTakesTwoThatRestateEachOther) {
  Table table = six_good_ones();
  link(table.offers[0], table.offers[1], LinkKind::restates, 0.6);
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, NeverTakesTwoThatComeCloseToRestatingEachOther) {
  Table table = six_good_ones();
  link(table.offers[0], table.offers[1], LinkKind::related, 0.55);
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, PrefersOfTwoEquallyGoodTheOneThatIsNew) {
  Table table = six_good_ones();
  table.offers[1].insight.score = table.offers[0].insight.score;
  Offer old = offer_of("old", 1);
  link(table.offers[0], old, LinkKind::related, 0.45);
  EXPECT_EQ(table.picks().front(), "b");
}

TEST(Brief, PrefersOfTwoEquallyGoodTheOneFromAnotherShow) {
  Table table = six_good_ones();
  for (std::size_t n = 1; n < 6; ++n) table.offers[n].insight.score = 3;
  table.offers[1].insight.show_id = table.offers[0].insight.show_id;
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, PrefersOfTwoEquallyGoodTheOneWhoseHeadlineIsUnderstood) {
  Table table = six_good_ones();
  for (Offer& offer : table.offers) offer.insight.score = 3;
  table.offers[1].insight.clarity = 0.1;
  EXPECT_EQ(table.picks(), (Ids{"a", "c", "d", "e", "f"}));
}

TEST(Brief, TakesWhatIsUnclearWhereItIsFarBetter) {
  Table table = six_good_ones();
  for (Offer& offer : table.offers) offer.insight.score = 3;
  table.offers[5].insight.score = 4.5;
  table.offers[5].insight.clarity = 0;
  EXPECT_EQ(table.picks().front(), "f");
}

TEST(Brief, PrefersTodaysEpisodesToThoseLeftOver) {
  Table table = six_good_ones();
  for (Offer& offer : table.offers) offer.insight.score = 3;
  table.offers[0].insight.score = 3.5;
  table.offers[0].insight.first_seen = from_micros(7) - std::chrono::hours{24};
  EXPECT_EQ(table.picks(), (Ids{"b", "c", "d", "e", "f"}));
}

TEST(Brief, TakesWhatIsLeftOverWhereItIsFarBetter) {
  Table table = six_good_ones();
  table.offers[0].insight.score = 5;
  table.offers[0].insight.first_seen = from_micros(7) - std::chrono::hours{24};
  for (std::size_t n = 1; n < 6; ++n) table.offers[n].insight.score = 3;
  EXPECT_EQ(table.picks().front(), "a");
}

TEST(Brief, LetsQualityOutweighNovelty) {
  Table table = six_good_ones();
  Offer old = offer_of("old", 1);
  link(table.offers[0], old, LinkKind::related, 0.45);
  table.sent = {old.insight};
  EXPECT_EQ(table.picks().front(), "a");
}

TEST(Brief, ShowsWhatIsPrivateToTheReaderAtHomeAlone) {
  Table table = six_good_ones();
  table.offers[0].at_home_only = true;
  EXPECT_EQ(table.picks().front(), "a");
  table.at_home = false;
  EXPECT_EQ(table.picks(), (Ids{"b", "c", "d", "e", "f"}));
}

TEST(Brief, CountsWhatItFoundRepeatedInItsNote) {
  Table table = six_good_ones();
  table.offers.resize(3);
  Offer old = offer_of("old", 1);
  link(table.offers[0], old, LinkKind::restates, 0.7);
  table.sent = {old.insight};
  EXPECT_EQ(table.brief().note, "Two of three new insights; one said again what you know.");
}

TEST(Reason, NamesThePlaceByQuality) {
  const auto brief = six_good_ones().brief();
  EXPECT_TRUE(brief.picks[0].reason.starts_with("The strongest of today’s six")) << brief.picks[0].reason;
}

// Twelve of which the weakest is wanted: it stands first.
Table twelve_by_interest() {
  Table table;
  for (int n = 0; n < 12; ++n)
    table.offers.push_back(offer_of(std::string(1, static_cast<char>('a' + n)), 4 - 0.1 * n));
  table.rules.explore = 0;
  table.name(InterestKind::topic, "topic-of-l");
  return table;
}

TEST(Reason, TellsOfAPickThatStandsAboveStrongerOnesByWhatItIsWantedFor) {
  const auto picks = twelve_by_interest().brief().picks;
  ASSERT_EQ(picks[0].insight_id, "l");
  EXPECT_TRUE(picks[0].reason.starts_with("New on your topic: topic of l")) << picks[0].reason;
}

TEST(Reason, DoesNotSayTheStrongestWhereWeakerOnesStandAboveIt) {
  const auto picks = twelve_by_interest().brief().picks;
  ASSERT_EQ(picks[1].insight_id, "a");
  EXPECT_EQ(picks[1].reason, "Among the five strongest of today’s 12.");
}

TEST(Reason, SaysTheStrongestOfAShowOfItsFirstPickAlone) {
  Table table = twelve_by_interest();
  table.offers[11].insight.show_id = table.offers[0].insight.show_id;
  table.offers[11].insight.score = 3.95;
  table.wishes.clear();
  table.name(InterestKind::show, table.offers[0].insight.show_id);
  table.judge(Taste::more, table.offers[11]);
  table.judged[0].insight.show_id = "";
  const auto picks = table.brief().picks;
  ASSERT_EQ(picks[0].insight_id, "l");
  ASSERT_EQ(picks[1].insight_id, "a");
  EXPECT_TRUE(picks[1].reason.starts_with("From a show you follow")) << picks[1].reason;
}

TEST(Reason, SaysWhereAPickIsOfAnEarlierDay) {
  Table table = six_good_ones();
  table.offers[0].insight.score = 5;
  table.offers[0].insight.first_seen = from_micros(7) - std::chrono::hours{30};
  EXPECT_TRUE(table.brief().picks[0].reason.starts_with("The only one left of the days before"));
}

TEST(Reason, SaysWhatIsNewWhereTheRestIsNot) {
  Table table = six_good_ones();
  Offer old = offer_of("old", 1);
  for (std::size_t n = 1; n < 6; ++n) link(table.offers[n], old, LinkKind::related, 0.45);
  EXPECT_EQ(table.brief().picks[0].reason, "The strongest of today’s six; nothing like it was said before.");
}

TEST(Reason, SaysThatShowAndSubjectAreOthersOnlyWhereTheyAre) {
  Table table = six_good_ones();
  for (Offer& offer : table.offers) offer.insight.score = 3;
  for (std::size_t n = 0; n < 5; ++n) table.offers[n].insight.show_id = "sh";
  const auto picks = table.brief().picks;
  ASSERT_EQ(picks[1].insight_id, "f");
  EXPECT_EQ(picks[1].reason, "Another show and another subject than the rest.");
  EXPECT_EQ(picks[2].reason.find("nother show"), std::string::npos) << picks[2].reason;
}

}  // namespace
}  // namespace pith::brief
