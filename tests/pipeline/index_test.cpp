// The step `index`: what a feed moves to another month is found there once the step has run.
#include <gtest/gtest.h>

#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "store/episodes.h"
#include "store/home.h"
#include "store/search.h"
#include "store/work.h"
#include "store/work_keys.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

class IndexStep : public store::Home {
 protected:
  IndexStep() {
    fill();
    auto moved = store::an_episode();
    moved.published -= std::chrono::days{400};
    write([&](store::Tx& tx) {
      store::put(tx, store::an_episode("ep_late", 60 * 24 * 90));  // so that months tell something apart
      store::put(tx, moved);
    });
  }

  std::size_t found_before(Time until) {
    return store::passages_by_words(store_->read(), store::a_word("gas"), {.until = until}, 5)->size();
  }

  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
};

TEST_F(IndexStep, PutsAMovedTranscriptInItsPlace) {
  const auto long_ago = store::at(0) - std::chrono::days{300};
  EXPECT_EQ(found_before(long_ago), 0U);
  parts_.clock.set(store::at(60));
  const auto report = Dispatch(parts_.context, {}).run_until_idle({"index"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->done, 1);
  EXPECT_EQ(found_before(long_ago), 1U);
  const auto work = store::work_by_key(store_->read(), store::index_work("ep_one"));
  ASSERT_TRUE(work && *work);
  EXPECT_EQ((*work)->state, store::WorkState::done);
}

TEST_F(IndexStep, LeavesOneThatIsGoneMeanwhileAlone) {
  write([](store::Tx& tx) { store::enqueue(tx, store::index_work("ep_none"), {}); });
  const auto report = Dispatch(parts_.context, {}).run_until_idle({"index"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->given_up, 0);
}

}  // namespace
}  // namespace pith::pipeline
