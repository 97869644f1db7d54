// On first following only the newest few are taken: which those are where dates are missing, wrong or to come.
#include "stages/episode/newest.h"

#include <gtest/gtest.h>

#include "stages/episode/items.h"

namespace pith::episode {
namespace {

using Titles = std::vector<std::string>;

// The titles of those taken, in the document's order.
Titles taken(std::vector<PublishedItem> items) {
  auto following = options();
  following.first_follow = true;
  Titles all;
  for (const auto& episode : reconcile({}, feed(std::move(items)), following).added)
    if (episode.state != EpisodeState::listed) all.push_back(episode.title);
  return all;
}

PublishedItem dated(const std::string& title, std::string date) {
  return item(title, title, "https://host.org/" + title, std::move(date));
}

PublishedItem undated(const std::string& title) {
  auto one = dated(title, "");
  one.published.reset();
  return one;
}

const auto may4 = dated("of 4 May", "2024-05-04T06:00:00Z");
const auto may3 = dated("of 3 May", "2024-05-03T06:00:00Z");
const auto may2 = dated("of 2 May", "2024-05-02T06:00:00Z");
const auto may1 = dated("of 1 May", "2024-05-01T06:00:00Z");

TEST(Newest, AreTheLatestByDateWhateverTheOrder) {
  EXPECT_EQ(taken({may1, may2, may3, may4}), (Titles{"of 2 May", "of 3 May", "of 4 May"}));
}

TEST(Newest, AreNotTheUndatedAtTheEnd) {
  EXPECT_EQ(taken({may4, may3, may2, may1, undated("Trailer"), undated("Bonus")}),
            (Titles{"of 4 May", "of 3 May", "of 2 May"}));
}

TEST(Newest, AreThoseUndatedThatStandBeforeThem) {
  EXPECT_EQ(taken({undated("Today's"), may4, may3, may2, may1}), (Titles{"Today's", "of 4 May", "of 3 May"}));
}

TEST(Newest, AreNotThoseAnnouncedForTheFuture) {
  const auto coming = dated("Coming", "2024-06-01T06:00:00Z"), later = dated("Later", "2024-06-02T06:00:00Z");
  EXPECT_EQ(taken({later, coming, may4, may3, may2}), (Titles{"of 4 May", "of 3 May", "of 2 May"}));
}

TEST(Newest, AreThoseAFewHoursAheadByTheClockOfAnotherZone) {
  EXPECT_EQ(taken({dated("Now", "2024-05-06T14:00:00Z"), may4, may3, may2}), (Titles{"Now", "of 4 May", "of 3 May"}));
}

TEST(Newest, AreTheFirstWhereNothingHasADate) {
  EXPECT_EQ(taken({undated("c"), undated("b"), undated("a"), undated("z")}), (Titles{"c", "b", "a"}));
  EXPECT_EQ(taken({undated("Talk 4"), undated("Talk 3"), undated("Talk 2"), undated("Talk 1")}),
            (Titles{"Talk 4", "Talk 3", "Talk 2"}));
}

TEST(Newest, AreTheLastWhereNothingHasADateAndTheNumbersRise) {
  EXPECT_EQ(taken({undated("Talk 8"), undated("Talk 9"), undated("Talk 10"), undated("Talk 11")}),
            (Titles{"Talk 9", "Talk 10", "Talk 11"}));
}

}  // namespace
}  // namespace pith::episode
