#include "store/hooks.h"

#include "store/home.h"
#include "store/reader_export.h"
#include "store/work_keys.h"

namespace pith::store {
namespace {

Hook a_hook(std::string id = "ho_one") {
  Hook hook;
  hook.id = std::move(id);
  hook.reader_id = "re_home";
  hook.url = "https://receiver.example/hook";
  hook.secret = "whsec_secret";
  hook.events = {HookEvent::brief_ready, HookEvent::insight_matched};
  hook.words = {"heat pumps"};
  hook.added = at(1);
  return hook;
}

HookMessage a_message(std::string id = "msg_one", int made = 5) {
  HookMessage message;
  message.id = std::move(id);
  message.hook_id = "ho_one";
  message.event = HookEvent::brief_ready;
  message.subject = "br_one";
  message.body = "{}";
  message.made = at(made);
  return message;
}

class Hooks : public Home {
 protected:
  Hooks() {
    fill();
    write([](Tx& tx) { put(tx, a_hook()); });
  }
  bool has_work(std::string_view message) { return work_by_key(store_->read(), hook_work(message))->has_value(); }
};

TEST_F(Hooks, ComeBackAsTheyWerePut) {
  EXPECT_EQ(**hook_by_id(store_->read(), "ho_one"), a_hook());
  EXPECT_EQ(ids(hooks_of_reader(store_->read(), "re_home")), std::vector<std::string>{"ho_one"});
  EXPECT_TRUE(hooks_of_reader(store_->read(), "re_other")->empty());
}

TEST_F(Hooks, HaveTheirMessagesAsWorkOnce) {
  write([](Tx& tx) { add_message(tx, a_message()); });
  EXPECT_TRUE(has_work("msg_one"));
  auto sent = a_message();
  sent.state = DeliveryState::sent;
  sent.attempts = 2;
  sent.tried = at(9);
  sent.status = 204;
  sent.answer = "204";
  write([&](Tx& tx) { update(tx, sent); });
  write([](Tx& tx) { add_message(tx, a_message()); });  // the same event once more
  EXPECT_EQ(**hook_message_by_id(store_->read(), "msg_one"), sent);
}

TEST_F(Hooks, KeepTheirNewestMessagesAndAllThatWait) {
  write([](Tx& tx) {
    add_message(tx, a_message("msg_waits", 0));
    for (int n = 1; n <= messages_kept + 20; ++n) {
      auto message = a_message("msg_" + std::to_string(n), n);
      message.state = DeliveryState::sent;
      add_message(tx, message);
    }
  });
  const auto kept = messages_of_hook(store_->read(), "ho_one", 1000);
  EXPECT_EQ(kept->size(), static_cast<std::size_t>(messages_kept) + 1);
  EXPECT_EQ(kept->back().id, "msg_waits");
  EXPECT_FALSE(has_work("msg_20"));
  EXPECT_TRUE(has_work("msg_21"));
}

TEST_F(Hooks, TakeTheirMessagesAndWorkAlongWhenRemoved) {
  write([](Tx& tx) {
    add_message(tx, a_message());
    remove_hook(tx, "ho_one");
  });
  EXPECT_TRUE(hooks(store_->read())->empty());
  EXPECT_FALSE(hook_message_by_id(store_->read(), "msg_one")->has_value());
  EXPECT_FALSE(has_work("msg_one"));
}

TEST_F(Hooks, GoWithTheirReader) {
  write([](Tx& tx) {
    Reader reader{.id = "re_ann", .email = "ann@a.example"};
    put(tx, reader);
    auto hook = a_hook("ho_ann");
    hook.reader_id = reader.id;
    put(tx, hook);
    remove_reader(tx, reader);
  });
  EXPECT_EQ(ids(hooks(store_->read())), std::vector<std::string>{"ho_one"});
}

TEST_F(Hooks, AreInWhatTheirReaderTakesAlongWithoutTheSecret) {
  write([](Tx& tx) { add_message(tx, a_message()); });
  const auto everything = json::write(*export_reader(store_->read(), "re_home"));
  EXPECT_TRUE(everything.contains("receiver.example"));
  EXPECT_TRUE(everything.contains("msg_one"));
  EXPECT_FALSE(everything.contains("whsec_"));
}

}  // namespace
}  // namespace pith::store
