#include "stages/storyline/relate.h"

#include <gtest/gtest.h>

namespace pith::storyline {
namespace {

constexpr Nearness kSame{1, 1, 1};
constexpr Nearness kClose{0.45, 0.6, 0.2};
constexpr Nearness kFar{0.1, 0.2};

ProfileKey key_of(std::string id, std::string show, int published) {
  return {std::move(id), "ep_" + show, std::move(show), from_micros(published)};
}

TEST(Likeness, LiesBetweenZeroAndOne) {
  EXPECT_EQ(likeness({0, -1}), 0);
  EXPECT_EQ(likeness(kSame), 1);
  EXPECT_GT(likeness(kClose), likeness(kFar));
}

TEST(Restating, TakesMoreThanASubjectInCommon) {
  EXPECT_TRUE(restates({.terms = 0.6, .vector = 0.9, .said = 0.5}));
  EXPECT_FALSE(restates({.terms = 0.9, .vector = 0.95, .said = 0.3}));
}

TEST(LinksOf, PointFromTheNewerToTheOlder) {
  const auto fresh = key_of("in_n", "a", 5);
  const Neighbour older{key_of("in_o", "b", 1), kSame};
  const Neighbour newer{key_of("in_p", "c", 9), kClose};
  const std::vector<Neighbour> found{older, newer};
  EXPECT_EQ(links_of(fresh, found), (std::vector<Link>{{"in_n", "in_o", LinkKind::restates, 1},
                                                       {"in_p", "in_n", LinkKind::related, likeness(kClose)}}));
}

TEST(LinksOf, AreTheSameFromEitherSide) {
  const auto a = key_of("in_a", "a", 5);
  const auto b = key_of("in_b", "b", 5);
  const std::vector<Neighbour> from_a{{b, kClose}};
  const std::vector<Neighbour> from_b{{a, kClose}};
  EXPECT_EQ(links_of(a, from_a), links_of(b, from_b));
}

TEST(LinksOf, LeaveOutWhatIsFar) {
  const std::vector<Neighbour> found{{key_of("in_b", "b", 5), kFar}};
  EXPECT_TRUE(links_of(key_of("in_a", "a", 5), found).empty());
}

TEST(LinksWithin, TieAnInsightToTheOthersOfItsEpisodeAlone) {
  const std::vector<Term> words{{1, 0.6F, 0.6F}, {2, 0.8F, 0.8F}};
  const Profile own{key_of("in_a", "a", 5), words, {9, 9}};
  const Profile same{key_of("in_b", "a", 5), words, {9, 9}};
  const Profile elsewhere{key_of("in_c", "c", 5), words, {9, 9}};
  const auto links = links_within(own, std::vector{own, same, elsewhere});
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links.front().kind, LinkKind::restates);
  EXPECT_TRUE(links.front().from == "in_b" || links.front().to == "in_b");
}

TEST(PageList, HoldsAtMostTwoOfOneShowAndTenInAll) {
  std::vector<Neighbour> found;
  for (int n = 0; n < 60; ++n)
    found.push_back({key_of("in_" + std::to_string(n), "show" + std::to_string(n / 6), n), kClose});
  const auto list = page_list(found);
  ASSERT_EQ(list.size(), 10U);
  EXPECT_EQ(list[1].key.insight_id, "in_1");
  EXPECT_EQ(list[2].key.insight_id, "in_6");
}

// Who said it first may be the farthest of many.
TEST(PageList, HoldsAllThatRestatesOfWhateverShow) {
  std::vector<Neighbour> found;
  for (int n = 0; n < 20; ++n) found.push_back({key_of("in_" + std::to_string(n), "show", n), kSame});
  found.push_back({key_of("in_related", "show", 0), kClose});
  EXPECT_EQ(page_list(found).size(), 21U);
}

}  // namespace
}  // namespace pith::storyline
