// What migrations change in a home that was lived in, and what they carry over.
#include <algorithm>

#include "lib/sql/connection.h"
#include "store/home.h"
#include "store/migrate.h"

namespace pith::store {
namespace {

class LivedHome : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto file = (folder_ / "pith.db").string();
    {
      const auto connection = *sql::Connection::open(file, std::chrono::milliseconds{0});
      ASSERT_TRUE(migrate(*connection, all_migrations().first(1)));
      for (const auto* name : {"filled_0001.sql", "filled_0001_lived.sql"})
        ASSERT_TRUE(connection->run_script(test::read_file(test::in_repository("tests/store") / name))) << name;
    }
    auto opened = Store::open(file);
    ASSERT_TRUE(opened) << opened.error().log_line();
    store_ = std::move(*opened);
  }
  ReaderState state_of(std::string_view reader) const { return (**reader_by_id(store_->read(), reader)).state; }

  test::TempFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(LivedHome, IsSoundWhenMigrated) { EXPECT_TRUE(check(store_->read())); }

TEST_F(LivedHome, LeavesReadersPausedThatWerePaused) {
  EXPECT_EQ(state_of("re_bob"), ReaderState::paused);
  EXPECT_EQ(state_of("re_ann"), ReaderState::active);
  EXPECT_EQ(state_of("re_home"), ReaderState::active);
}

TEST_F(LivedHome, KeepsWhatReadersAre) {
  const auto ann = **reader_by_id(store_->read(), "re_ann");
  EXPECT_EQ(ann.email, "ann@example.org");
  EXPECT_EQ(ann.zone, "Europe/Berlin");
  EXPECT_EQ(ann.hour, std::chrono::hours{7});
}

TEST_F(LivedHome, TakesRestatementsOfOtherEpisodesForRelatedUntilTheyAreToldAnew) {
  const std::vector<Link> expected = {{"in_one", "in_three", LinkKind::restates, 0.8},
                                      {"in_two", "in_one", LinkKind::related, 0.9}};
  auto links = *links_of(store_->read(), "in_one");
  std::ranges::sort(links, {}, &Link::from);
  EXPECT_EQ(links, expected);
}

TEST_F(LivedHome, RelatesAnewWhatWasRelated) {
  const auto work = *work_by_key(store_->read(), {"relate", "ep_two", "1"});
  ASSERT_TRUE(work);
  EXPECT_EQ(work->state, WorkState::due);
  EXPECT_EQ(work->attempts, 0);
}

TEST_F(LivedHome, KeepsADeliveryAsItWas) {
  const Delivery expected{.id = "de_bob",
                          .brief_id = "br_bob",
                          .reader_id = "re_bob",
                          .channel = "smtp",
                          .message_id = "br_bob@pith.example",
                          .message = "the bytes",
                          .state = DeliveryState::in_doubt,
                          .attempts = 2,
                          .problem = "no answer in time",
                          .sent = std::nullopt};
  EXPECT_EQ(*delivery_by_id(store_->read(), "de_bob"), expected);
  EXPECT_EQ(*sent_insights(store_->read(), "re_bob"), std::vector<std::string>{"in_one"});
}

TEST_F(LivedHome, NamesAnEpisodeWithoutATitle) {
  EXPECT_EQ((**episode_by_id(store_->read(), "ep_two")).title, "Cold winters, again.");
}

TEST_F(LivedHome, FindsAllItsInsightsByTheirWords) {
  EXPECT_EQ(insights_by_words(store_->read(), a_word("pump"), {}, 9)->size(), 3u);
}

}  // namespace
}  // namespace pith::store
