#include "store/shows.h"

#include "store/edition.h"
#include "store/hiding.h"
#include "store/home.h"

namespace pith::store {
namespace {

// What one process asks for while another has the same row as it was before.
class ShowsBeside : public Home {
 protected:
  ShowsBeside() {
    fill();
    write([](Tx& tx) {
      auto show = a_show();
      show.title = "Renamed";
      put(tx, show);
    });
  }
  Show show() { return **show_by_id(store_->read(), "sh_one"); }
  std::string edition_now() { return *edition(store_->read()); }
};

TEST_F(ShowsBeside, AreNoLongerFollowedAndStayHidden) {
  write([](Tx& tx) { unfollow(tx, a_show().id, true); });
  write([](Tx& tx) { unfollow(tx, a_show().id, false); });
  EXPECT_TRUE(show().removed);
  EXPECT_TRUE(show().hidden);
  EXPECT_EQ(show().title, "Renamed");
  EXPECT_TRUE((*feed_by_id(store_->read(), "fe_one"))->ended);
}

TEST_F(ShowsBeside, AreShownAgainWithoutAnotherChange) {
  write([](Tx& tx) { hide_show(tx, "sh_one", true); });
  EXPECT_TRUE(show().hidden);
  EXPECT_FALSE(show().removed);
  const auto before = edition_now();
  write([](Tx& tx) { hide_show(tx, "sh_one", true); });
  EXPECT_EQ(edition_now(), before);
  write([](Tx& tx) { hide_show(tx, "sh_one", false); });
  EXPECT_FALSE(show().hidden);
  EXPECT_NE(edition_now(), before);
}

TEST_F(ShowsBeside, HaveEpisodesThatAreHiddenWithoutAnotherChange) {
  write([](Tx& tx) { set_state(tx, "ep_one", EpisodeState::distilled, "as it is"); });
  const auto before = edition_now();
  write([](Tx& tx) { hide_episode(tx, "ep_one", true); });
  const auto episode = **episode_by_id(store_->read(), "ep_one");
  EXPECT_TRUE(episode.hidden);
  EXPECT_EQ(episode.state, EpisodeState::distilled);
  EXPECT_EQ(episode.reason, "as it is");
  EXPECT_NE(edition_now(), before);
}

}  // namespace
}  // namespace pith::store
