#include <thread>

#include <gtest/gtest.h>

#include "pipeline/briefing.h"
#include "pipeline/steps/step.h"
#include "store/readers.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

Time at(std::string_view text) { return *parse_rfc3339(text); }

class DueBriefs : public testing::Test {
 protected:
  std::unique_ptr<store::Store> open() { return *store::Store::open(folder_ / "pith.db"); }

  void add_reader(std::string id, std::string zone, ReaderState state = ReaderState::active) {
    Reader reader{.id = id, .email = id + "@a.example", .zone = std::move(zone)};
    reader.hour = std::chrono::hours{7};
    reader.state = state;
    ASSERT_TRUE(store_->write([&](store::Tx& tx) { store::put(tx, reader); }));
  }
  bool has_brief_work(std::string_view reader, std::string_view day) {
    return store::work_by_key(store_->read(), brief_work(reader, day))->has_value();
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = open();
};

TEST_F(DueBriefs, BecomeWorkAtTheReadersHourInTheReadersZone) {
  add_reader("re_berlin", "Europe/Berlin");
  add_reader("re_tokyo", "Asia/Tokyo");
  EXPECT_EQ(enqueue_due_briefs(*store_, at("2026-11-25T05:59:00Z")), 1);  // Tokyo's seven was at 22:00
  EXPECT_EQ(enqueue_due_briefs(*store_, at("2026-11-25T06:00:00Z")), 1);
  EXPECT_TRUE(has_brief_work("re_berlin", "2026-11-25"));
  EXPECT_TRUE(has_brief_work("re_tokyo", "2026-11-25"));
  EXPECT_EQ(enqueue_due_briefs(*store_, at("2026-11-25T06:00:01Z")), 0);
  EXPECT_EQ(enqueue_due_briefs(*store_, at("2026-11-25T22:00:00Z")), 1);
  EXPECT_TRUE(has_brief_work("re_tokyo", "2026-11-26"));
}

TEST_F(DueBriefs, AreNoneOfReadersWhoPausedOrNeverConfirmed) {
  add_reader("re_paused", "UTC", ReaderState::paused);
  add_reader("re_silent", "UTC", ReaderState::unconfirmed);
  EXPECT_EQ(enqueue_due_briefs(*store_, at("2026-11-25T12:00:00Z")), 0);
}

TEST_F(DueBriefs, OfTwoSchedulersAtOnceAreBegunByOne) {
  constexpr int readers = 2500;
  ASSERT_TRUE(store_->write([&](store::Tx& tx) {
    for (int n = 0; n < readers; ++n)
      store::put(tx, Reader{.id = "re_" + std::to_string(n), .email = std::to_string(n) + "@a.example"});
  }));
  const auto other = open();
  int begun[2] = {};
  {
    std::jthread one([&] { begun[0] = enqueue_due_briefs(*store_, at("2026-11-25T12:00:00Z")).value(); });
    std::jthread two([&] { begun[1] = enqueue_due_briefs(*other, at("2026-11-25T12:00:00Z")).value(); });
  }
  EXPECT_EQ(begun[0] + begun[1], readers);
  EXPECT_EQ(*store::count_due(store_->read(), at("2026-11-26T00:00:00Z")), readers);
}

TEST_F(DueBriefs, AreFoundAmongManyReadersWhoWait) {
  ASSERT_TRUE(store_->write([&](store::Tx& tx) {
    Reader waiting{.email = {}};
    waiting.next_brief = at("2026-11-26T00:00:00Z");
    for (int n = 0; n < 20'000; ++n) {
      waiting.id = "re_" + std::to_string(n);
      waiting.email = std::to_string(n) + "@a.example";
      store::put(tx, waiting);
    }
  }));
  add_reader("re_due", "UTC");
  const auto found = store::readers_to_look_at(store_->read(), at("2026-11-25T12:00:00Z"), 1000);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().id, "re_due");
}

}  // namespace
}  // namespace pith::pipeline
