#include "store/answers.h"

#include "home.h"

namespace pith::store {
namespace {

Answer an_answer(std::string key, int minute) {
  Answer answer;
  answer.key = std::move(key);
  answer.episode_id = "ep_one";
  answer.purpose = "insights";
  answer.model = "m";
  answer.version = "insights-1";
  answer.asked = at(minute);
  answer.content = "{\"insights\": []}";
  answer.finish = "stop";
  answer.prompt_tokens = 1'000;
  answer.completion_tokens = 100;
  answer.cost = 1'400;
  answer.latency = std::chrono::milliseconds(900);
  return answer;
}

class AnswersTest : public testing::Test {
 protected:
  void add(const Answer& answer) {
    ASSERT_TRUE(store_->write([&](Tx& tx) { put(tx, answer); }, Durability::power));
  }
  test::TempFolder folder_;
  std::unique_ptr<Store> store_ = *Store::open(folder_ / "pith.db");
};

TEST_F(AnswersTest, ComeBackAsTheyWerePut) {
  add(an_answer("a", 0));
  EXPECT_EQ(answer_by_key(store_->read(), "a")->value(), an_answer("a", 0));
  EXPECT_FALSE(answer_by_key(store_->read(), "b")->has_value());
}

TEST_F(AnswersTest, AreNeverReplaced) {
  add(an_answer("a", 0));
  auto other = an_answer("a", 5);
  other.content = "other";
  add(other);
  EXPECT_EQ(answer_by_key(store_->read(), "a")->value().content, an_answer("a", 0).content);
}

TEST_F(AnswersTest, AreSummedByTimeAndEpisode) {
  add(an_answer("a", 0));
  add(an_answer("b", 10));
  auto repair = an_answer("c", 20);
  repair.purpose = "repair";
  repair.episode_id = "ep_two";
  add(repair);
  auto check = an_answer("d", 0);
  check.purpose = "doctor";
  check.episode_id = "";
  add(check);
  EXPECT_EQ(answer_totals(store_->read(), at(0))->checks, 1);
  const auto late = answer_totals(store_->read(), at(10));
  ASSERT_TRUE(late) << late.error().log_line();
  EXPECT_EQ(late->answers, 2);
  EXPECT_EQ(late->repairs, 1);
  EXPECT_EQ(late->checks, 0);
  EXPECT_EQ(late->cost, 2'800);
  EXPECT_EQ(answer_totals_of_episode(store_->read(), "ep_one")->prompt_tokens, 2'000);
  EXPECT_EQ(answer_totals(store_->read(), at(60)), AnswerTotals{});
}

TEST_F(AnswersTest, AreSummedByUtcDay) {
  add(an_answer("a", 0));
  add(an_answer("b", 24 * 60));
  add(an_answer("c", 24 * 60 + 1));
  const auto days = answer_totals_by_day(store_->read(), at(0));
  ASSERT_TRUE(days) << days.error().log_line();
  ASSERT_EQ(days->size(), 2u);
  EXPECT_EQ(days->rbegin()->second.answers, 2);
  EXPECT_EQ(std::chrono::sys_days(days->begin()->first), std::chrono::floor<std::chrono::days>(at(0)));
}

bool set_aside_tokens(Store& store, std::string key, std::int64_t tokens, std::int64_t cap) {
  const SetAside question{std::move(key), at(5), tokens, 0};
  return store.write([&](Tx& tx) { return set_aside(tx, question, {at(0), cap, 0}); }).value();
}

TEST_F(AnswersTest, AndWhatIsUnderWayStayBelowTheCapTogether) {
  add(an_answer("a", 1));  // 1,100 tokens
  EXPECT_TRUE(set_aside_tokens(*store_, "b", 900, 2'000));
  EXPECT_FALSE(set_aside_tokens(*store_, "c", 1, 2'000));
  ASSERT_TRUE(store_->write([&](Tx& tx) { give_back(tx, {"b", at(5), 900, 0}); }));
  EXPECT_TRUE(set_aside_tokens(*store_, "c", 1, 2'000));
}

TEST_F(AnswersTest, CountWhatWasUnderWayWhenTheProcessEnded) {
  EXPECT_TRUE(set_aside_tokens(*store_, "b", 900, 2'000));
  store_.reset();
  store_ = *Store::open(folder_ / "pith.db");
  EXPECT_FALSE(set_aside_tokens(*store_, "b", 1'200, 2'000));
  EXPECT_TRUE(set_aside_tokens(*store_, "b", 1'100, 2'000));
}

TEST_F(AnswersTest, KeepWhatBecameOfTheirInsights) {
  add(an_answer("a", 0));
  const AnswerOutcome outcome{12, 10, "number 2"};
  ASSERT_TRUE(store_->write([&](Tx& tx) { put_outcome(tx, "a", outcome); }));
  EXPECT_EQ(outcome_of(store_->read(), "a"), outcome);
  EXPECT_EQ(answer_totals(store_->read(), at(0))->stood, 10);
}

}  // namespace
}  // namespace pith::store
