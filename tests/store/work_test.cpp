#include "store/work.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "store/home.h"
#include "store/owner.h"
#include "store/work_of_others.h"

namespace pith::store {
namespace {

using std::chrono::microseconds;
using Subjects = std::vector<std::string>;

class WorkTable : public Home {
 protected:
  std::vector<Work> take(int minute, int limit = 10, std::vector<std::string> steps = {"a", "b"}) {
    return *store_->write(
        [&](Tx& tx) { return lease(tx, {std::move(steps), at(minute), limit, "me", microseconds{1000}}); });
  }

  static Subjects subjects(const std::vector<Work>& works) {
    Subjects out;
    for (const auto& work : works) out.push_back(work.key.subject);
    return out;
  }

  void add(std::string step, std::string subject, int minute, IfKnown if_known = IfKnown::keep) {
    write([&](Tx& tx) { enqueue(tx, {step, subject, "v1"}, at(minute), if_known); });
  }

  Work state_of(const std::string& subject) { return **work_by_key(store_->read(), {"a", subject, "v1"}); }
};

TEST_F(WorkTable, GivesDueWorkByStepThenByTime) {
  add("b", "b1", 1);
  add("a", "late", 9);
  add("a", "early", 5);
  add("a", "future", 11);
  EXPECT_EQ(subjects(take(10)), (Subjects{"early", "late", "b1"}));
  EXPECT_EQ(*count_due(store_->read(), at(10)), 0);
  EXPECT_EQ(*earliest_due(store_->read()), at(11));
}

TEST_F(WorkTable, GivesNoMoreThanAskedFor) {
  for (int n = 0; n < 5; ++n) add("a", std::to_string(n), n);
  EXPECT_EQ(subjects(take(10, 2)), (Subjects{"0", "1"}));
  EXPECT_EQ(subjects(take(10, 2)), (Subjects{"2", "3"}));
}

TEST_F(WorkTable, GivesLeasedWorkToNobodyElse) {
  add("a", "x", 1);
  EXPECT_EQ(take(10).size(), 1u);
  EXPECT_TRUE(take(10).empty());
  EXPECT_EQ(state_of("x").attempts, 1);
}

TEST_F(WorkTable, KeepsOneRowForOneKey) {
  add("a", "x", 5);
  add("a", "x", 1);
  EXPECT_EQ(state_of("x").due, at(5));
  add("a", "x", 2, IfKnown::again);
  EXPECT_EQ(state_of("x").due, at(2));
  add("a", "x", 9, IfKnown::again);
  EXPECT_EQ(state_of("x").due, at(2));
}

TEST_F(WorkTable, DoesDoneWorkAgainOnlyWhereAsked) {
  add("a", "x", 1);
  const auto work = take(10).at(0);
  write([&](Tx& tx) { complete(tx, work); });
  add("a", "x", 1);
  EXPECT_TRUE(take(10).empty());
  add("a", "x", 1, IfKnown::again);
  EXPECT_EQ(take(10).size(), 1u);
  EXPECT_EQ(state_of("x").attempts, 1);
}

TEST_F(WorkTable, RefusesASecondCompletion) {
  add("a", "x", 1);
  const auto work = take(10).at(0);
  write([&](Tx& tx) { complete(tx, work); });
  const auto again = store_->write([&](Tx& tx) {
    put(tx, a_show());
    complete(tx, work);
  });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::refused);
  EXPECT_TRUE(shows(store_->read())->empty());
}

TEST_F(WorkTable, RefusesCompletionAfterTheLeaseWentToAnother) {
  add("a", "x", 1);
  const auto mine = take(10).at(0);
  write([](Tx& tx) { (void)release_leases(tx, [](auto) { return true; }, microseconds{1000}); });
  const auto theirs = take(10).at(0);
  EXPECT_FALSE(store_->write([&](Tx& tx) { complete(tx, mine); }));
  EXPECT_TRUE(store_->write([&](Tx& tx) { complete(tx, theirs); }));
}

TEST_F(WorkTable, GivesBackWorkAsIfItHadNotBeenLeased) {
  add("a", "x", 1);
  const auto first = take(10).at(0);
  write([&](Tx& tx) { retry_at(tx, first, at(1), "The server was away."); });
  const auto second = take(10).at(0);
  write([&](Tx& tx) { give_back(tx, second); });
  EXPECT_EQ(state_of("x").attempts, 1);
  EXPECT_EQ(state_of("x").error, "The server was away.");
  EXPECT_EQ(state_of("x").due, at(1));
  EXPECT_EQ(take(10).size(), 1u);
}

TEST_F(WorkTable, KeepsAttemptsOverARetryAndClearsThemOnAReschedule) {
  add("a", "x", 1);
  write([work = take(10).at(0)](Tx& tx) { retry_at(tx, work, at(20), "no answer"); });
  EXPECT_EQ(state_of("x").error, "no answer");
  EXPECT_TRUE(take(19).empty());
  const auto second = take(20).at(0);
  EXPECT_EQ(second.attempts, 2);
  write([&](Tx& tx) { reschedule(tx, second, at(60)); });
  EXPECT_EQ(state_of("x").attempts, 0);
  EXPECT_EQ(state_of("x").error, "");
}

TEST_F(WorkTable, SaysWhyItWasPutOff) {
  add("a", "one", 1);
  add("a", "two", 1);
  const auto works = take(2);
  write([&](Tx& tx) {
    reschedule(tx, works.at(0), at(90), "The server was away.");
    complete(tx, works.at(1));
  });
  const auto later = work_put_off(store_->read(), 10);
  ASSERT_TRUE(later) << later.error().log_line();
  ASSERT_EQ(later->size(), 1u);
  EXPECT_EQ(later->front().error, "The server was away.");
  EXPECT_EQ(later->front().due, at(90));
  (void)take(90);
  EXPECT_TRUE(work_put_off(store_->read(), 10)->empty());
}

TEST_F(WorkTable, IsCountedByStepAndState) {
  add("a", "one", 1);
  add("a", "two", 1);
  add("b", "three", 1);
  write([](Tx& tx) { (void)lease(tx, {{"a"}, at(2), 1, "me", microseconds{9}}); });
  std::vector<std::tuple<std::string, WorkState, std::int64_t>> counts;
  const auto found = count_work(store_->read());
  ASSERT_TRUE(found) << found.error().log_line();
  for (const auto& work : *found) counts.emplace_back(work.step, work.state, work.count);
  EXPECT_THAT(counts,
              testing::UnorderedElementsAre(std::tuple("a", WorkState::due, 1), std::tuple("a", WorkState::leased, 1),
                                            std::tuple("b", WorkState::due, 1)));
}

TEST_F(WorkTable, CountsWhatIsPendingByStep) {
  add("a", "one", 1);
  add("a", "two", 1);
  add("b", "later", 100);
  write([](Tx& tx) { (void)lease(tx, {{"a"}, at(2), 1, "me", microseconds{9}}); });
  EXPECT_THAT(*count_pending(store_->read(), at(2)), testing::ElementsAre(testing::Pair("a", 2)));
}

TEST_F(WorkTable, KeepsDeadWorkWithItsReasonUntilItIsRevived) {
  add("a", "x", 1);
  write([work = take(10).at(0)](Tx& tx) { bury(tx, work, "no transcript there"); });
  add("a", "x", 1, IfKnown::again);
  EXPECT_TRUE(take(10).empty());
  const auto dead = *dead_work(store_->read());
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].error, "no transcript there");
  write([&](Tx& tx) { revive(tx, dead[0].key, at(2)); });
  EXPECT_EQ(take(10).size(), 1u);
}

TEST_F(WorkTable, NamesNoMoreDeadWorkThanIsAskedFor) {
  for (const auto* subject : {"x", "y", "z"}) add("a", subject, 1);
  const auto taken = take(10);
  write([&](Tx& tx) {
    for (const auto& work : taken) bury(tx, work, "no transcript there");
  });
  EXPECT_EQ(dead_work(store_->read(), 2)->size(), 2U);
  EXPECT_EQ(dead_work(store_->read())->size(), 3U);
}

TEST_F(WorkTable, GivesBackLeasesOfProcessesThatAreGone) {
  add("a", "x", 1);
  take(10);
  const auto none =
      store_->write([](Tx& tx) { return release_leases(tx, [](auto) { return true; }, microseconds{999}); });
  const auto one =
      store_->write([](Tx& tx) { return release_leases(tx, [](auto) { return false; }, microseconds{0}); });
  EXPECT_EQ(none, 0);
  EXPECT_EQ(one, 1);
  EXPECT_EQ(take(10).at(0).attempts, 2);
}

TEST_F(WorkTable, GivesBackALeaseThatRanOutUnlessItWasExtended) {
  add("a", "x", 1);
  add("a", "y", 1);
  const auto works = take(10);
  write([&](Tx& tx) { extend(tx, works[0], microseconds{5000}); });
  write([](Tx& tx) { (void)release_leases(tx, [](auto) { return true; }, microseconds{1000}); });
  EXPECT_EQ(state_of("x").state, WorkState::leased);
  EXPECT_EQ(state_of("y").state, WorkState::due);
  EXPECT_EQ(*count_leased(store_->read()), 1);
}

TEST_F(WorkTable, NamesTheOthersThatAreAtWorkOnSteps) {
  add("a", "x", 1);
  take(10);
  const auto others = [&](std::string_view owner, std::vector<std::string> steps) {
    return *others_at_work(store_->read(), owner, steps);
  };
  EXPECT_EQ(others("you", {"b", "a"}), std::vector<std::string>{"me"});
  EXPECT_TRUE(others("me", {"a"}).empty());
  EXPECT_TRUE(others("you", {"b"}).empty());
}

TEST_F(WorkTable, SaysWhetherAnySuchWorkOnASubjectIsStillToCome) {
  const auto pending = [&] { return *is_pending(store_->read(), "a", "x"); };
  EXPECT_FALSE(pending());
  add("a", "x", 5);
  add("b", "x", 5);
  EXPECT_TRUE(pending());
  const auto taken = take(10, 1);
  EXPECT_TRUE(pending());
  write([&](Tx& tx) { complete(tx, taken[0]); });
  EXPECT_FALSE(pending());
}

TEST(Owner, IsThisProcessWhileItRuns) {
  EXPECT_TRUE(still_runs(this_process()));
  auto other_boot = this_process();
  other_boot[0] = other_boot[0] == '0' ? '1' : '0';
  EXPECT_FALSE(still_runs(other_boot));
  EXPECT_FALSE(still_runs(this_process() + "9"));
  for (const auto* nonsense : {"", "/", "me", "a/b", "//", "a/../../etc/x/1"}) EXPECT_FALSE(still_runs(nonsense));
}

TEST(Owner, OfAnotherContainerIsLeftToTheEndOfItsLease) {
  auto elsewhere = this_process();
  const auto at = elsewhere.find("/pid:[");
  ASSERT_NE(at, std::string::npos);
  elsewhere.replace(at, 6, "/pid:[9");
  EXPECT_TRUE(still_runs(elsewhere));
}

}  // namespace
}  // namespace pith::store
