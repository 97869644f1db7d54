#include "stages/people/identity.h"

#include <gtest/gtest.h>

namespace pith::people {
namespace {

struct World : testing::Test {
  Show grid{.id = "sh_a", .title = "The Deep Grid", .author = "Grid House", .owner = "mail@grid.example"};
  Show sea{.id = "sh_b", .title = "Low Sea", .author = "Sea House", .owner = "mail@sea.example"};
  std::vector<Appearance> seen;

  void speaks(const Show& show, std::string episode) {
    seen.push_back({std::move(episode), show.id, "ada-lovelace", "Ada Lovelace", AppearanceSource::talk, "", "", ""});
  }
  void named(const Show& show, std::string episode, std::string role, std::string link = "", std::string image = "") {
    seen.push_back({std::move(episode), show.id, "ada-lovelace", "Ada Lovelace", AppearanceSource::feed,
                    std::move(role), std::move(link), std::move(image)});
  }
  std::vector<Person> found(std::size_t voiced = 0, bool declared_one = false) const {
    const Shows shows{{grid.id, {&grid, voiced}}, {sea.id, {&sea, voiced}}};
    return people_of(seen, shows, declared_one);
  }
};

TEST_F(World, OneNameWithinOneShowIsOnePerson) {
  speaks(grid, "1");
  speaks(grid, "2");
  named(grid, "2", "guest");
  ASSERT_EQ(found().size(), 1U);
  EXPECT_EQ(found()[0].presences[0].episodes, 2U);
}

TEST_F(World, OneNameInTwoShowsIsTwoPeopleWithoutEvidence) {
  speaks(grid, "1");
  speaks(sea, "2");
  EXPECT_EQ(found().size(), 2U);
}

TEST_F(World, TheSameLinkInBothFeedsMakesThemOne) {
  named(grid, "1", "guest", "https://ada.example/");
  named(sea, "2", "host", "https://ADA.example");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(World, TheSamePictureInBothFeedsMakesThemOne) {
  named(grid, "1", "guest", "", "https://ada.example/ada.jpg");
  named(sea, "2", "guest", "", "https://ada.example/ada.jpg");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(World, DifferentLinksAreNoEvidence) {
  named(grid, "1", "guest", "https://ada.example/");
  named(sea, "2", "guest", "https://other.example/ada");
  EXPECT_EQ(found().size(), 2U);
}

TEST_F(World, OneOwnerOfBothShowsMakesThemOne) {
  sea.owner = grid.owner;
  speaks(grid, "1");
  speaks(sea, "2");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(World, OnePublisherOfBothShowsMakesThemOne) {
  sea.author = grid.author;
  speaks(grid, "1");
  speaks(sea, "2");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(World, ShowsThatNameNeitherOwnerNorPublisherAreNoEvidence) {
  for (auto* show : {&grid, &sea}) show->owner = show->author = "";
  speaks(grid, "1");
  speaks(sea, "2");
  EXPECT_EQ(found().size(), 2U);
}

TEST_F(World, WhomTheOwnerDeclaresOneIsOne) {
  speaks(grid, "1");
  speaks(sea, "2");
  EXPECT_EQ(found(0, true).size(), 1U);
}

TEST_F(World, TheFeedTellsTheRole) {
  named(grid, "1", "guest");
  for (const auto* episode : {"1", "2", "3"}) speaks(grid, episode);
  EXPECT_EQ(found(3)[0].presences[0].role, "guest");
}

TEST_F(World, WhoSpeaksInMostEpisodesIsAHostWhereTheFeedIsSilent) {
  for (const auto* episode : {"1", "2", "3"}) speaks(grid, episode);
  EXPECT_EQ(found(4)[0].presences[0].role, "host");
  EXPECT_EQ(found(9)[0].presences[0].role, "guest");
}

TEST_F(World, NoRoleIsGuessedFromTwoEpisodes) {
  speaks(grid, "1");
  EXPECT_EQ(found(2)[0].presences[0].role, "");
}

TEST_F(World, AnAuthorWhoNeverSpeaksIsNobody) {
  named(grid, "1", "author");
  EXPECT_TRUE(found().empty());
  speaks(grid, "1");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(World, WhoIsOnlyOnShowsThatAreHiddenIsNobody) {
  speaks(grid, "1");
  EXPECT_TRUE(people_of(seen, {}, false).empty());
}

}  // namespace
}  // namespace pith::people
