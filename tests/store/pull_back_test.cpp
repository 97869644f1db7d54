#include "store/pull_back.h"

#include <gmock/gmock.h>

#include "store/feeds.h"
#include "store/home.h"
#include "store/readers.h"
#include "store/rests.h"
#include "store/work.h"

namespace pith::store {
namespace {

using std::chrono::days;

class PullBack : public Home {
 protected:
  Time due_of(const WorkKey& key) { return (**work_by_key(store_->read(), key)).due; }

  const Time now_ = at(0);
  const Time far_ = now_ + days{4000};
};

TEST_F(PullBack, BringsPollsAndRestsWithinAWeek) {
  write([&](Tx& tx) {
    enqueue(tx, {"poll", "fe_far", ""}, far_);
    enqueue(tx, {"poll", "fe_near", ""}, now_ + days{2});
    rest(tx, "a.example", far_);
    rest(tx, "b.example", now_ + days{2});
    pull_back(tx, now_);
  });
  EXPECT_EQ(due_of({"poll", "fe_far", ""}), now_ + days{7});
  EXPECT_EQ(due_of({"poll", "fe_near", ""}), now_ + days{2});
  EXPECT_EQ(**rests_until(store_->read(), "a.example"), now_ + days{7});
  EXPECT_EQ(**rests_until(store_->read(), "b.example"), now_ + days{2});
}

TEST_F(PullBack, MakesOtherWorkDueThatNoPlanPutsSoFarAhead) {
  write([&](Tx& tx) {
    enqueue(tx, {"deliver", "de_far", ""}, far_);
    enqueue(tx, {"distill", "ep_later", "v1"}, now_ + days{30});
    pull_back(tx, now_);
  });
  EXPECT_EQ(due_of({"deliver", "de_far", ""}), now_);
  EXPECT_EQ(due_of({"distill", "ep_later", "v1"}), now_ + days{30});
}

TEST_F(PullBack, GivesReadersTheirNextBriefAtTheirHour) {
  const auto today = day_in("UTC", now_);
  write([&](Tx& tx) {
    put(tx, Reader{.id = "re_ahead", .email = "a@a.example", .last_day = day_in("UTC", far_), .next_brief = far_});
    put(tx, Reader{.id = "re_right", .email = "b@a.example", .last_day = today, .next_brief = now_ + days{1}});
    pull_back(tx, now_);
  });
  const auto ahead = **reader_by_id(store_->read(), "re_ahead");
  EXPECT_EQ(ahead.last_day, std::nullopt);
  EXPECT_EQ(ahead.next_brief, Time{});
  const auto right = **reader_by_id(store_->read(), "re_right");
  EXPECT_EQ(right.last_day, today);
  EXPECT_EQ(right.next_brief, now_ + days{1});
}

TEST_F(PullBack, PollsByHandAFeedThatWasAskedInTimesToCome) {
  write([&](Tx& tx) {
    put(tx, a_show());
    auto feed = a_feed();
    feed.last_polled = far_;
    put(tx, feed);
    hasten_polls(tx, now_);
  });
  EXPECT_EQ(*count_due(store_->read(), now_), 1);
}

}  // namespace
}  // namespace pith::store
