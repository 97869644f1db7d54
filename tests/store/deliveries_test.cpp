#include "store/deliveries.h"

#include <gmock/gmock.h>

#include "store/briefs.h"
#include "store/home.h"
#include "store/readers.h"

namespace pith::store {
namespace {

using std::chrono::days;

class SentMails : public Home {
 protected:
  // Of the day so long ago.
  void add(const std::string& id, days ago, DeliveryState state) {
    const Time then = now_ - ago;
    write([&](Tx& tx) {
      put(tx, Reader{.id = "re_one", .email = "a@a.example"});
      add_brief(tx, {.id = "br_" + id, .reader_id = "re_one", .day = day_in("UTC", then), .made = then});
      Delivery delivery{.id = "de_" + id, .brief_id = "br_" + id, .reader_id = "re_one", .message = "Subject: x"};
      add_delivery(tx, delivery);
      delivery.state = state;
      if (state == DeliveryState::sent) delivery.sent = then;
      update(tx, delivery);
    });
  }

  std::string bytes_of(const std::string& id) { return (**delivery_by_id(store_->read(), "de_" + id)).message; }

  const Time now_ = at(0);
};

TEST_F(SentMails, AreEmptiedAfterAMonth) {
  add("old", days{31}, DeliveryState::sent);
  add("new", days{29}, DeliveryState::sent);
  add("unsent", days{40}, DeliveryState::due);
  write([&](Tx& tx) { empty_sent(tx, now_); });
  EXPECT_EQ(bytes_of("old"), "");
  EXPECT_EQ(bytes_of("new"), "Subject: x");
  EXPECT_EQ(bytes_of("unsent"), "Subject: x");
}

}  // namespace
}  // namespace pith::store
