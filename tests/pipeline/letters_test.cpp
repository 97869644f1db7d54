#include "store/letters.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/tokens.h"
#include "pipeline/accounts.h"
#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "store/readers.h"
#include "store/work.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

class Letters : public testing::Test {
 protected:
  Letters() {
    parts_.clock.set(*parse_rfc3339("2026-11-25T12:00:00Z"));
    parts_.context.signer = &signer_;
  }

  // Whether it was written.
  bool ask(std::string id, std::string source, std::string from = {}) {
    Letter letter{.id = std::move(id), .email = "ann@a.example", .zone = "UTC", .language = "en"};
    letter.source = std::move(source);
    letter.asked_from = std::move(from);
    letter.asked = parts_.clock.now();
    EXPECT_TRUE(store_->write([&](store::Tx& tx) { store::ask_for(tx, letter); }));
    EXPECT_TRUE(Dispatch(parts_.context, {}).run_until_idle({"letter"}));
    return (*store::letter_by_id(store_->read(), letter.id))->sent.has_value();
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db");
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  Signer signer_ = Signer(random_key());
};

TEST_F(Letters, OfTheOwnerAreWrittenHoweverManyStrangersAskedFor) {
  for (const auto* network : {"203.0.113.0/24", "198.51.100.0/24"})
    for (int n = 0; n < 4; ++n) {
      const bool written = ask(fmt::format("le_{}{}", network[0] == '2' ? 'a' : 'b', n), "subscribe page", network);
      EXPECT_EQ(written, n < 3) << network << ' ' << n;
    }
  EXPECT_FALSE(ask("le_other", "subscribe page", "192.0.2.0/24"));
  EXPECT_TRUE(ask("le_owner", std::string(by_owner)));
}

TEST_F(Letters, OfTheOwnerHaveALimitToo) {
  for (int n = 0; n < 6; ++n) EXPECT_TRUE(ask(fmt::format("le_{}", n), std::string(by_owner)));
  EXPECT_FALSE(ask("le_more", std::string(by_owner)));
}

TEST_F(Letters, OfAReaderWhoIsDeletedLeaveTheOutbox) {
  ASSERT_TRUE(ask("le_ann", "subscribe page"));
  ASSERT_TRUE(std::filesystem::exists(folder_ / "outbox/le_ann@pith.example.eml"));
  const auto ann = **store::reader_by_email(store_->read(), "ann@a.example");
  EXPECT_TRUE(store_->write([&](store::Tx& tx) { store::remove_reader(tx, ann); }));
  EXPECT_TRUE(Dispatch(parts_.context, {}).run_until_idle({"forget"}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "outbox"));
  EXPECT_TRUE(store::count_work(store_->read())->empty());
}

TEST_F(Letters, LeaveTheOutboxWhenTheirLinksAreVoid) {
  ASSERT_TRUE(ask("le_ann", "subscribe page"));
  EXPECT_TRUE(tidy_accounts(*store_, parts_.clock.now() + std::chrono::hours{49}));
  EXPECT_TRUE(Dispatch(parts_.context, {}).run_until_idle({"forget"}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "outbox"));
}

}  // namespace
}  // namespace pith::pipeline
