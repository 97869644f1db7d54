// What publishers do to guids, titles, addresses and dates, and which episode each item is then.
#include "stages/episode/identity.h"

#include <gtest/gtest.h>

#include "stages/episode/items.h"
#include "stages/episode/reconcile.h"

namespace pith::episode {
namespace {

// Polls one after the other, of a feed followed on the day before the first.
class Polls {
 public:
  const Changes& take(std::vector<PublishedItem> items) {
    changes_ = reconcile(known_, feed(std::move(items)), options(now_));
    for (const auto& changed : changes_.changed) replace(changed);
    for (const auto& gone : changes_.gone) replace(gone);
    known_.insert(known_.end(), changes_.added.begin(), changes_.added.end());
    now_ += std::chrono::hours{24};
    return changes_;
  }
  const std::vector<Episode>& known() const { return known_; }
  std::vector<std::string> titles() const {
    std::vector<std::string> all;
    for (const auto& episode : known_) all.push_back(episode.title);
    return all;
  }

 private:
  void replace(const Episode& episode) {
    for (auto& one : known_)
      if (one.id == episode.id) one = episode;
  }

  std::vector<Episode> known_;
  Changes changes_;
  Time now_ = monday;
};

using Titles = std::vector<std::string>;

const auto rivers = item("show", "Rivers of the north", "https://host.org/rivers.mp3", "2024-05-01T06:00:00Z");
const auto bread = item("show", "How bread rises", "https://host.org/bread.mp3", "2024-05-02T06:00:00Z");
const auto town = item("show", "A town without cars", "https://host.org/town.mp3", "2024-05-03T06:00:00Z");

TEST(Identity, TakesANewTitleAudioAndDateUnderAKnownGuidForAnotherEpisode) {
  Polls polls;
  for (const auto& only : {rivers, bread, town}) EXPECT_EQ(polls.take({only}).added.size(), 1u);
  EXPECT_EQ(polls.titles(), (Titles{rivers.title, bread.title, town.title}));
  EXPECT_EQ(polls.known()[0].audio.url, rivers.audio.url);
  EXPECT_EQ(polls.take({town}), Changes{});
}

TEST(Identity, TellsEpisodesUnderOneGuidApartWhoseDatesRunAhead) {
  const auto tomorrow = item("show", rivers.title, rivers.audio.url, "2024-05-07T06:00:00Z");
  const auto day_after = item("show", bread.title, bread.audio.url, "2024-05-08T06:00:00Z");
  Polls polls;
  polls.take({tomorrow});
  EXPECT_EQ(polls.take({tomorrow}), Changes{});
  EXPECT_EQ(polls.take({day_after}).added.size(), 1u);
  EXPECT_EQ(polls.titles(), (Titles{rivers.title, bread.title}));
}

TEST(Identity, KnowsAnEpisodeThatIsRenamedAndUploadedAgainUnderItsGuidAndDate) {
  auto remade = bread;
  remade.guid = rivers.guid;
  remade.published = rivers.published;
  remade.published_raw = rivers.published_raw;
  Polls polls;
  polls.take({rivers});
  EXPECT_EQ(polls.take({remade}).changed.size(), 1u);
  EXPECT_EQ(polls.titles(), Titles{bread.title});
}

TEST(Identity, KnowsAnEpisodeThatIsPublishedAgainUnderItsGuidWithAFewWordsMore) {
  auto again = rivers;
  again.title += " (new sound)";
  again.audio.url = "https://host.org/rivers-2.mp3";
  again.published = at("2024-05-05T06:00:00Z");
  again.published_raw = "2024-05-05T06:00:00Z";
  Polls polls;
  polls.take({rivers});
  EXPECT_EQ(polls.take({again}).changed.size(), 1u);
  EXPECT_EQ(polls.titles(), Titles{again.title});
}

TEST(Identity, KnowsEpisodesWhoseGuidsAreTheirPlacesInTheFeed) {
  const auto placed = [](std::string place, PublishedItem one) {
    one.guid = std::move(place);
    return one;
  };
  Polls polls;
  polls.take({placed("1", bread), placed("2", rivers)});
  const auto& changes = polls.take({placed("1", town), placed("2", bread), placed("3", rivers)});
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_EQ(changes.added[0].title, town.title);
  EXPECT_TRUE(changes.gone.empty());
  EXPECT_EQ(polls.titles(), (Titles{bread.title, rivers.title, town.title}));
  EXPECT_EQ(polls.known()[0].audio.url, bread.audio.url);
  EXPECT_EQ(polls.take({placed("1", town), placed("2", bread), placed("3", rivers)}), Changes{});
}

TEST(Identity, KnowsAnEpisodeAtANewHostThatSpellsItsDateInAnotherWay) {
  for (const auto* spelled : {"Wed, 01 May 2024 06:00:00 +0000", "1 May 2024 06:00 GMT", "2024-05-01T08:00:00+02:00"}) {
    auto moved = rivers;
    moved.guid = "new-host-1";
    moved.audio.url = "https://new-host.org/1.mp3";
    moved.published_raw = spelled;
    Polls polls;
    polls.take({rivers});
    EXPECT_EQ(polls.take({moved}).changed.size(), 1u) << spelled;
    EXPECT_EQ(polls.known().size(), 1u) << spelled;
  }
}

TEST(Identity, KnowsAnEpisodeWhoseHostLeavesTheSecondsOut) {
  const auto exact = item("a", "Rivers", "https://host.org/1.mp3", "2024-05-01T06:00:42Z");
  Polls polls;
  polls.take({exact});
  EXPECT_TRUE(polls.take({item("b", "Rivers", "https://new.org/1.mp3", "2024-05-01T06:00:00Z")}).added.empty());
}

TEST(Identity, TrustsNoGuidThatItemsOfDifferentDaysShare) {
  std::vector<PublishedItem> items;
  for (const auto* day : {"4", "3", "2"})
    items.push_back(item("show", std::string("Daily briefing, ") + day + " May",
                         std::string("https://host.org/") + day + ".mp3",
                         std::string("2024-05-0") + day + "T06:00:00Z"));
  Polls polls;
  EXPECT_EQ(polls.take(items).added.size(), 3u);
  EXPECT_EQ(polls.take(items), Changes{});
}

TEST(Identity, TellsFilesApartThatOnlyATokensKeyChooses) {
  const auto one = item("", "On bees", "https://host.org/dl?sid=1", "2024-05-01T06:00:00Z");
  const auto two = item("", "On trees", "https://host.org/dl?sid=2", "2024-05-02T06:00:00Z");
  const auto three = item("", "On clouds", "https://host.org/dl?sid=3", "2024-05-03T06:00:00Z");
  Polls polls;
  EXPECT_EQ(polls.take({two, one}).added.size(), 2u);
  EXPECT_EQ(polls.take({two, one}), Changes{});
  EXPECT_EQ(polls.take({three, two, one}).added.size(), 1u);
  EXPECT_EQ(polls.take({three}), Changes{});
}

TEST(Identity, TellsFilesApartBelowAFolderThatLooksLikeAHost) {
  const auto one = item("", "On bees", "https://archive.org/talk-1/my.show/audio.mp3", "2024-05-01T06:00:00Z");
  const auto two = item("", "On trees", "https://archive.org/talk-2/my.show/audio.mp3", "2024-05-02T06:00:00Z");
  Polls polls;
  EXPECT_EQ(polls.take({two, one}).added.size(), 2u);
  EXPECT_EQ(polls.take({two, one}), Changes{});
}

TEST(Identity, TakesANewGuidAndDateForANewEpisodeThoughTitleAndAddressNeverChange) {
  Polls polls;
  for (const auto* day : {"1", "2", "3"})
    EXPECT_EQ(polls
                  .take({item(std::string("news-") + day, "News summary", "https://host.org/latest.mp3",
                              std::string("2024-05-0") + day + "T06:00:00Z")})
                  .added.size(),
              1u);
  EXPECT_EQ(polls.known().size(), 3u);
}

TEST(Identity, KnowsAnEpisodeByAudioAndDateWhereGuidAndTitleChangeTogether) {
  auto renamed = rivers;
  renamed.guid = "new";
  renamed.title = "#1: The great northern streams";
  Polls polls;
  polls.take({rivers});
  EXPECT_EQ(polls.take({renamed}).changed.size(), 1u);
  EXPECT_EQ(polls.titles(), Titles{renamed.title});
}

TEST(Identity, KeepsItemsOfOneTitleAndDateApartThatHaveNoGuidButAudioOfTheirOwn) {
  const auto one = item("", "Morning news", "https://host.org/a.mp3");
  const auto two = item("", "Morning news", "https://host.org/b.mp3");
  Polls polls;
  EXPECT_EQ(polls.take({one, two}).added.size(), 2u);
  EXPECT_EQ(polls.take({one, two}), Changes{});
}

TEST(Identity, KeepsItemsOfOneTitleApartThatDifferInLinkAndDate) {
  auto one = item("", "Morning news", "", "2024-05-01T06:00:00Z");
  one.link = "https://host.org/1";
  auto two = item("", "Morning news", "", "2024-05-02T06:00:00Z");
  two.link = "https://host.org/2";
  Polls polls;
  EXPECT_EQ(polls.take({one, two}).added.size(), 2u);
  EXPECT_EQ(polls.take({one, two}), Changes{});
}

TEST(Identity, KnowsAnItemByItsLinkWhereItHasNothingElse) {
  PublishedItem bare;
  bare.link = "https://host.org/1";
  Polls polls;
  EXPECT_EQ(polls.take({bare}).added.size(), 1u);
  EXPECT_EQ(polls.take({bare}), Changes{});
}

}  // namespace
}  // namespace pith::episode
