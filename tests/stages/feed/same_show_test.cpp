#include "stages/feed/same_show.h"

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

class SameShow : public testing::Test {
 protected:
  SameShow() {
    show_.title = "A Show";
    Episode known;
    known.guid = "1";
    known.title = "Why bees dance at noon";
    known.published = Time{} + std::chrono::hours{1};
    known_ = {known};
    published_.title = "Another Show";
    published_.items.resize(1);
    published_.items[0].guid = "1";
    published_.items[0].title = "What money is for";
    published_.items[0].published = Time{} + std::chrono::hours{2};
  }

  bool is_same() const { return is_of_show(show_, known_, published_); }

  Show show_;
  std::vector<Episode> known_;
  PublishedFeed published_;
};

TEST_F(SameShow, IsNotToldByAGuidAlone) { EXPECT_FALSE(is_same()); }

TEST_F(SameShow, IsToldByItsTitle) {
  published_.title = "a  show";
  EXPECT_TRUE(is_same());
}

TEST_F(SameShow, IsToldByAGuidWithItsDate) {
  published_.items[0].published = known_[0].published;
  EXPECT_TRUE(is_same());
}

TEST_F(SameShow, IsToldByATitleThatSaysSomething) {
  published_.items[0].guid = "another";
  published_.items[0].title = known_[0].title;
  EXPECT_TRUE(is_same());
  published_.items[0].title = known_[0].title = "Trailer";
  EXPECT_FALSE(is_same());
}

TEST_F(SameShow, IsAnyWhereNothingIsKnownOrNothingIsBrought) {
  known_.clear();
  EXPECT_TRUE(is_same());
  known_.resize(1);
  published_.items.clear();
  EXPECT_TRUE(is_same());
}

}  // namespace
}  // namespace pith::feed
