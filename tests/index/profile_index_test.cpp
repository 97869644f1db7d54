#include "index/profile_index.h"

#include <algorithm>
#include <random>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace pith::index {
namespace {

constexpr Search kBoth{0.5, 0.5, 0.1, 10};

Profile profile_of(std::string id, std::string episode, std::vector<Term> terms, std::vector<std::int8_t> vector) {
  return {{std::move(id), std::move(episode), "sh", {}}, std::move(terms), std::move(vector)};
}

std::vector<std::string> ids_of(const std::vector<Neighbour>& found) {
  std::vector<std::string> ids;
  for (const Neighbour& neighbour : found) ids.push_back(neighbour.key.insight_id);
  return ids;
}

std::vector<Profile> random_profiles(std::size_t count) {
  std::mt19937 random(7);
  std::vector<Profile> profiles;
  for (std::size_t n = 0; n < count; ++n) {
    Profile profile = profile_of("in_" + std::to_string(n), "ep_" + std::to_string(n / 3), {}, {});
    for (std::uint32_t term = 0; term < 40; ++term)
      if (random() % 4 == 0) profile.terms.push_back({term, 0.3F, random() % 3 == 0 ? 0 : 0.25F});
    for (int n_component = 0; n_component < 48; ++n_component)
      profile.vector.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127));
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

TEST(ProfileIndex, FindsTheNearestFirst) {
  ProfileIndex index;
  index.put(profile_of("far", "e1", {{2, 1}}, {100, 10}));
  index.put(profile_of("near", "e2", {{1, 1}}, {10, 100}));
  EXPECT_EQ(ids_of(index.near(profile_of("new", "e3", {{1, 1}}, {0, 100}), {0.5, 0.5, -1, 10})),
            (std::vector<std::string>{"near", "far"}));
}

TEST(ProfileIndex, LeavesOutItsOwnEpisode) {
  ProfileIndex index;
  index.put(profile_of("a", "same", {{1, 1}}, {1, 1}));
  EXPECT_TRUE(index.near(profile_of("new", "same", {{1, 1}}, {1, 1}), kBoth).empty());
}

TEST(ProfileIndex, LeavesOutWhatIsBelowTheFloor) {
  ProfileIndex index;
  index.put(profile_of("a", "e", {{1, 1}}, {1, 0}));
  EXPECT_TRUE(index.near(profile_of("new", "f", {{2, 1}}, {0, 1}), kBoth).empty());
}

TEST(ProfileIndex, GivesNoMoreThanAskedFor) {
  ProfileIndex index;
  for (const Profile& profile : random_profiles(30)) index.put(profile);
  Search search{0.5, 0.5, -1, 4};
  EXPECT_EQ(index.near(profile_of("new", "f", {{1, 1}}, std::vector<std::int8_t>(48, 1)), search).size(), 4U);
}

TEST(ProfileIndex, PutsEquallyNearOnesInOrderOfTheirIds) {
  ProfileIndex index;
  for (const char* id : {"c", "a", "b"}) index.put(profile_of(id, "e", {{1, 1}}, {1, 1}));
  EXPECT_EQ(ids_of(index.near(profile_of("new", "f", {{1, 1}}, {1, 1}), kBoth)),
            (std::vector<std::string>{"a", "b", "c"}));
}

TEST(ProfileIndex, ReplacesWhatHasTheSameId) {
  ProfileIndex index;
  index.put(profile_of("a", "e", {{1, 1}}, {1, 0}));
  index.put(profile_of("a", "e", {{2, 1}}, {0, 1}));
  EXPECT_EQ(index.size(), 1U);
  EXPECT_TRUE(index.near(profile_of("new", "f", {{1, 1}}, {1, 0}), kBoth).empty());
  EXPECT_EQ(ids_of(index.near(profile_of("new", "f", {{2, 1}}, {0, 1}), kBoth)), std::vector<std::string>{"a"});
}

TEST(ProfileIndex, AgreesWithComparingEachPairToTheLastBit) {
  const auto profiles = random_profiles(60);
  ProfileIndex index;
  for (const Profile& profile : profiles) index.put(profile);
  for (const Neighbour& neighbour : index.near(profiles[0], {0.5, 0.5, -1, 100})) {
    const auto other = std::ranges::find(profiles, neighbour.key, &Profile::key);
    EXPECT_EQ(neighbour.nearness, nearness_of(profiles[0], *other));
    EXPECT_EQ(neighbour.nearness, nearness_of(*other, profiles[0]));
  }
}

TEST(ProfileIndex, FindsTheSameAfterManyRemovals) {
  const auto profiles = random_profiles(90);
  ProfileIndex index;
  ProfileIndex expected;
  for (const Profile& profile : profiles) index.put(profile);
  for (std::size_t n = 0; n < profiles.size(); ++n) {
    if (n % 4 == 0)
      expected.put(profiles[n]);
    else
      index.remove(profiles[n].key.insight_id);
  }
  EXPECT_EQ(index.size(), expected.size());
  EXPECT_EQ(index.near(profiles[1], {0.5, 0.5, -1, 100}), expected.near(profiles[1], {0.5, 0.5, -1, 100}));
}

TEST(ProfileIndex, ComparesByWordsAloneWhereTheVectorsAreOfAnotherEmbedder) {
  ProfileIndex index;
  index.put(profile_of("a", "e", {{1, 1}}, {1, 1}));
  const auto found = index.near(profile_of("new", "f", {{1, 1}}, {1, 1, 1}), kBoth);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].nearness, (Nearness{1, 0}));
}

TEST(ProfileIndex, MayBeLookedIntoWhileItChanges) {
  const auto profiles = random_profiles(400);
  ProfileIndex index;
  std::vector<std::jthread> readers;
  for (int n = 0; n < 3; ++n)
    readers.emplace_back([&](const std::stop_token& stop) {
      do {
        for (const Neighbour& neighbour : index.near(profiles[0], {0.5, 0.5, -1}))
          EXPECT_FALSE(neighbour.key.insight_id.empty());
      } while (!stop.stop_requested());
    });
  for (const Profile& profile : profiles) index.put(profile);
  for (std::size_t n = 0; n < 300; ++n) index.remove(profiles[n].key.insight_id);
  readers.clear();
  EXPECT_EQ(index.size(), 100U);
}

TEST(ProfileIndex, FindsWhatLiesInADirection) {
  ProfileIndex index;
  index.put(profile_of("far", "e1", {}, {100, 10}));
  index.put(profile_of("near", "e1", {}, {10, 100}));
  index.put(profile_of("nearer", "e1", {}, {1, 100}));
  const std::vector<std::int8_t> up{0, 100};
  const auto all = [](const ProfileKey&) { return true; };
  EXPECT_EQ(ids_of(index.towards(up, -1, 10, all)), (std::vector<std::string>{"nearer", "near", "far"}));
  EXPECT_EQ(ids_of(index.towards(up, 0.5, 10, all)), (std::vector<std::string>{"nearer", "near"}));
  EXPECT_EQ(ids_of(index.towards(up, -1, 1, [](const ProfileKey& key) { return key.insight_id != "nearer"; })),
            std::vector<std::string>{"near"});
  EXPECT_TRUE(index.towards(std::vector<std::int8_t>{0, 0}, -1, 10, all).empty());
  EXPECT_TRUE(index.towards(std::vector<std::int8_t>{1, 1, 1}, -1, 10, all).empty());
}

TEST(ProfileIndex, IsEmptyAtFirst) {
  EXPECT_TRUE(ProfileIndex().near(profile_of("new", "f", {{1, 1}}, {1}), kBoth).empty());
  EXPECT_EQ(ProfileIndex().size(), 0U);
}

}  // namespace
}  // namespace pith::index
