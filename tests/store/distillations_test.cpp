#include "store/distillations.h"

#include "home.h"

namespace pith::store {
namespace {

Distillation a_run(std::string episode, int minute, std::string engine, std::vector<Drop> dropped = {}) {
  return {std::move(episode), at(minute), "llm", std::move(engine), "m/p/1", 3, std::move(dropped), "A note.", false};
}

class Distillations : public Home {};

TEST_F(Distillations, ComeBackNewestFirst) {
  const auto first = a_run("ep_one", 0, "builtin");
  const auto second = a_run("ep_one", 5, "llm", {{"number", 2}, {"quote", 1}});
  write([&](Tx& tx) {
    put(tx, first);
    put(tx, second);
  });
  EXPECT_EQ(*last_distillation(store_->read(), "ep_one"), second);
  EXPECT_EQ(*recent_distillations(store_->read(), "llm", {10, 0}), (std::vector{second, first}));
  EXPECT_TRUE(recent_distillations(store_->read(), "builtin", {10, 0})->empty());
}

TEST_F(Distillations, AreSummedByDayAndEngineWithWhatFell) {
  write([](Tx& tx) {
    put(tx, a_run("ep_one", 0, "llm", {{"number", 2}}));
    put(tx, a_run("ep_two", 1, "builtin", {{"number", 1}, {"name", 4}}));
    put(tx, a_run("ep_one", 24 * 60, "llm"));
  });
  const auto days = distillations_by_day(store_->read(), "llm", at(0));
  ASSERT_TRUE(days) << days.error().log_line();
  ASSERT_EQ(days->size(), 2u);
  EXPECT_EQ(days->begin()->second.runs, 2);
  EXPECT_EQ(days->begin()->second.stand_ins, 1);
  EXPECT_EQ(days->begin()->second.dropped, (DropCounts{{"name", 4}, {"number", 3}}));
  const auto ever = distillations_by_engine(store_->read());
  ASSERT_TRUE(ever) << ever.error().log_line();
  EXPECT_EQ(ever->at("llm").runs, 3);
  EXPECT_EQ(ever->at("llm").dropped.at("name"), 4);
}

TEST_F(Distillations, ReplaceOneOfTheSameInstant) {
  write([](Tx& tx) {
    put(tx, a_run("ep_one", 0, "builtin", {{"number", 2}}));
    put(tx, a_run("ep_one", 0, "llm", {{"name", 1}}));
  });
  EXPECT_EQ(last_distillation(store_->read(), "ep_one")->value().engine, "llm");
  EXPECT_EQ(distillations_by_engine(store_->read())->at("llm").dropped, (DropCounts{{"name", 1}}));
}

}  // namespace
}  // namespace pith::store
