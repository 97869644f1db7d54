#include "pipeline/dispatch.h"

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "pipeline/locked_store.h"
#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/owner.h"
#include "store/readers.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

class Dispatching : public testing::Test {
 protected:
  Dispatching() {
    parts_.clock.set(*parse_rfc3339("2026-11-25T12:00:00Z"));
    parts_.context.options.clock_kind = ClockKind::running;
  }

  // Its delivery is not there, so that it is done at once.
  void add_work() {
    EXPECT_TRUE(store_->write([&](store::Tx& tx) { store::enqueue(tx, key_, parts_.clock.now()); }));
  }

  // As a process leaves it that was killed while working on it, `times` times.
  void leave_leased(int times) {
    EXPECT_TRUE(store_->write([&](store::Tx& tx) {
      for (int n = 0; n < times; ++n) {
        (void)store::release_leases(tx, [](auto) { return false; }, {});
        (void)store::lease(tx, {{key_.step}, parts_.clock.now(), 1, "gone", std::chrono::hours{1}});
      }
    }));
  }

  store::Work work() { return **store::work_by_key(store_->read(), key_); }

  void await(store::WorkState state) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (work().state != state && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(10ms);
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db", {.busy_timeout = 20ms});
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  store::WorkKey key_ = deliver_work("de_none");
  std::jthread freeing_;
};

TEST_F(Dispatching, BeginsOnceAStoreThatIsLockedAtItsStartCanBeWritten) {
  add_work();
  auto locked = std::make_optional<LockedStore>(folder_ / "pith.db");
  Result<void> outcome;
  {
    std::jthread worker([&](const std::stop_token& stop) { outcome = Dispatch(parts_.context, {}).run(stop); });
    std::this_thread::sleep_for(200ms);
    locked.reset();
    await(store::WorkState::done);
  }
  EXPECT_TRUE(outcome) << outcome.error().log_line();
  EXPECT_EQ(work().state, store::WorkState::done);
}

TEST_F(Dispatching, StopsWhileItsStoreIsLocked) {
  const LockedStore locked(folder_ / "pith.db");
  Result<void> outcome;
  {
    std::jthread worker([&](const std::stop_token& stop) { outcome = Dispatch(parts_.context, {}).run(stop); });
    std::this_thread::sleep_for(100ms);
  }
  EXPECT_TRUE(outcome) << outcome.error().log_line();
}

// A mail server; while it sends, another process takes the store.
class LockingChannel final : public delivery::Channel {
 public:
  LockingChannel(std::filesystem::path file, std::optional<LockedStore>& locked)
      : file_(std::move(file)), locked_(locked) {}
  std::string name() const override { return "locking"; }
  Result<delivery::SendOutcome> send(const delivery::OutgoingMessage&) override {
    locked_.emplace(file_);
    ++sent;
    return delivery::SendOutcome::sent;
  }
  Result<void> forget(std::string_view) override { return {}; }
  std::atomic<int> sent = 0;

 private:
  std::filesystem::path file_;
  std::optional<LockedStore>& locked_;
};

TEST_F(Dispatching, SendsAMailOnceThoughItsRecordHasToWait) {
  EXPECT_TRUE(store_->write([&](store::Tx& tx) {
    store::put(tx, Reader{.id = std::string(home_reader), .email = "ann@a.example"});
    store::add_brief(tx, {.id = "br_one", .reader_id = std::string(home_reader)});
    store::add_delivery(
        tx,
        {.id = "de_none", .brief_id = "br_one", .reader_id = std::string(home_reader), .message = "Subject: x\r\n"});
  }));
  add_work();
  std::optional<LockedStore> locked;
  LockingChannel channel(folder_ / "pith.db", locked);
  auto& parts = parts_;
  Context context{*store_,      parts.network, parts.distiller, parts.marking,        parts.relating,
                  parts.rounds, channel,       parts.clock,     parts.context.options};
  context.observe = [&](const Event&) {
    std::jthread([&] {
      std::this_thread::sleep_for(200ms);
      locked.reset();
    }).swap(freeing_);
  };
  {
    std::jthread worker([&](const std::stop_token& stop) { (void)Dispatch(context, {}).run(stop); });
    await(store::WorkState::done);
  }
  EXPECT_EQ(channel.sent, 1);
  EXPECT_EQ(work().state, store::WorkState::done);
  EXPECT_EQ((*store::delivery_by_id(store_->read(), "de_none"))->state, DeliveryState::sent);
}

TEST_F(Dispatching, GivesUpWhatWasUnderWayEachTimeThatItsProcessEnded) {
  add_work();
  leave_leased(12);
  EXPECT_EQ(Dispatch(parts_.context, {}).run_until_idle({"deliver"})->given_up, 1);
  EXPECT_EQ(work().state, store::WorkState::dead);
  EXPECT_EQ(work().error, "the program ended while working on this, the last of 12 tries");
}

TEST_F(Dispatching, GoesOnWithWhatWasUnderWayWhenItsProcessEndedOnce) {
  add_work();
  leave_leased(1);
  EXPECT_EQ(Dispatch(parts_.context, {}).run_until_idle({"deliver"})->done, 1);
  EXPECT_EQ(work().state, store::WorkState::done);
}

// A process of another container, which cannot be looked for.
std::string a_process_elsewhere() {
  const auto own = store::this_process();
  return own.substr(0, own.find('/')) + "/elsewhere/1/1";
}

TEST_F(Dispatching, EndsOnceWhatOthersHaveUnderWayHasEndedToo) {
  add_work();
  const auto own = key_;
  const auto lease = [&](store::Tx& tx) {
    return store::lease(tx, {{own.step}, parts_.clock.now(), 1, a_process_elsewhere(), std::chrono::hours{1000000}});
  };
  const auto theirs = *store_->write(lease);
  ASSERT_EQ(theirs.size(), 1U);
  auto round = std::async(std::launch::async, [&] {
    return Dispatch(parts_.context, {.waits_for_others = true}).run_until_idle({own.step});
  });
  EXPECT_EQ(round.wait_for(100ms), std::future_status::timeout);
  ASSERT_TRUE(store_->write([&](store::Tx& tx) {
    store::complete(tx, theirs[0]);
    store::enqueue(tx, deliver_work("de_next"), parts_.clock.now());
  }));
  EXPECT_EQ(round.get()->done, 1);  // what followed from it
}

TEST_F(Dispatching, LeavesWhatOthersHaveUnderWayToThemWhereItIsNotToWait) {
  add_work();
  ASSERT_TRUE(store_->write([&](store::Tx& tx) {
    return store::lease(tx, {{key_.step}, parts_.clock.now(), 1, a_process_elsewhere(), std::chrono::hours{1000000}});
  }));
  EXPECT_EQ(Dispatch(parts_.context, {}).run_until_idle({"deliver"})->done, 0);
  EXPECT_EQ(work().state, store::WorkState::leased);
}

}  // namespace
}  // namespace pith::pipeline
