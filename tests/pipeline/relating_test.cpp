#include "pipeline/relating.h"

#include <gtest/gtest.h>

#include "pipeline/parts.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/shows.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

// A store that two processes have open.
class RelatingTest : public testing::Test {
 protected:
  // A show, its episode and what is said in it.
  static Insight say(store::Store& store, const std::string& name, const std::string& text) {
    Show show;
    show.id = "sh_" + name;
    show.slug = name;
    Episode episode;
    episode.id = "ep_" + name;
    episode.show_id = show.id;
    Insight insight;
    insight.id = "in_" + name;
    insight.episode_id = episode.id;
    insight.show_id = show.id;
    insight.headline = text;
    insight.text = text;
    const auto done = store.write([&](store::Tx& tx) {
      store::put(tx, show);
      store::put(tx, episode);
      store::replace_insights(tx, episode.id, std::vector{insight});
    });
    EXPECT_TRUE(done) << done.error().log_line();
    return insight;
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> ours_ = *store::Store::open(folder_ / "pith.db");
  std::unique_ptr<store::Store> theirs_ = *store::Store::open(folder_ / "pith.db");
  Parts parts_{*ours_, test::in_repository("data"), folder_ / "outbox"};
};

TEST_F(RelatingTest, WhatAnotherProcessPutsInIsFoundAtTheNextLook) {
  const auto first = say(*ours_, "one", "Kubernetes clusters need an operator who knows the network.");
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  EXPECT_TRUE(parts_.relating.related(first)->empty());
  say(*theirs_, "two", "An operator who knows the network is what Kubernetes clusters need.");
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  const auto links = parts_.relating.related(first);
  ASSERT_EQ(links->size(), 1U);
  EXPECT_EQ(links->front().to, "in_two");
}

TEST_F(RelatingTest, WhatAnotherProcessDistilsAgainIsFoundByWhatItSaysNow) {
  const auto first = say(*ours_, "one", "Kubernetes clusters need an operator who knows the network.");
  auto second = say(*ours_, "two", "Apple orchards want a frost that comes late in spring.");
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  EXPECT_TRUE(parts_.relating.related(first)->empty());
  second = say(*theirs_, "two", "An operator who knows the network is what Kubernetes clusters need.");
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  const auto links = parts_.relating.related(first);
  ASSERT_EQ(links->size(), 1U);
  EXPECT_EQ(links->front().to, second.id);
}

TEST_F(RelatingTest, WhatAnotherProcessRemovesIsNearNothing) {
  const auto first = say(*ours_, "one", "Kubernetes clusters need an operator who knows the network.");
  say(*ours_, "two", "An operator who knows the network is what Kubernetes clusters need.");
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  ASSERT_EQ(parts_.relating.related(first)->size(), 1U);
  ASSERT_TRUE(theirs_->write([](store::Tx& tx) { store::replace_insights(tx, "ep_two", {}); }));
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  EXPECT_TRUE(parts_.relating.related(first)->empty());
  EXPECT_FALSE(parts_.relating.archive().has("in_two"));
}

TEST_F(RelatingTest, WhatThisProcessHasPutInBeforeItsCommitStays) {
  say(*ours_, "one", "Kubernetes clusters need an operator who knows the network.");
  Profile profile;
  profile.key.insight_id = "in_not_committed";
  parts_.relating.put({&profile, 1}, {});
  ASSERT_TRUE(parts_.relating.catch_up(ours_->read()));
  EXPECT_TRUE(parts_.relating.archive().has("in_not_committed"));
  EXPECT_TRUE(parts_.relating.archive().has("in_one"));
}

}  // namespace
}  // namespace pith::pipeline
