#include "pipeline/dispatch.h"

#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "pipeline/locked_store.h"
#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
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

  store::Work work() { return **store::work_by_key(store_->read(), key_); }

  void await(store::WorkState state) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (work().state != state && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(10ms);
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db", {.busy_timeout = 20ms});
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  store::WorkKey key_ = deliver_work("de_none");
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

}  // namespace
}  // namespace pith::pipeline
