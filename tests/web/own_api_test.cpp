// What of the pages is a reader's or an owner's own, as the API has it for their keys.
#include <gmock/gmock.h>

#include "domain/access_key.h"
#include "domain/hook.h"
#include "lib/json/json.h"
#include "store/access_keys.h"
#include "store/hooks.h"
#include "store/tastes.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;

class OwnApi : public test::PublicFixture {
 protected:
  OwnApi() {
    put_reader("re_ann");
    put_reader("re_boss", true);
  }

  std::string key_of(std::string_view reader) {
    auto made = make_api_key(reader, "phone", clock.now());
    write([&](store::Tx& tx) { store::put(tx, made.key); });
    return made.text;
  }
  http::Response with_key(std::string path, const std::string& key, std::vector<http::Field> query = {}) const {
    auto asked = request("GET", std::move(path), {{"Authorization", "Bearer " + key}});
    asked.query = std::move(query);
    return site->handle(asked);
  }
  json::Value value(std::string path, const std::string& key, std::vector<http::Field> query = {}) const {
    return *json::parse(with_key(std::move(path), key, std::move(query)).body);
  }
  void wants(InterestKind kind, std::string name) {
    write([&](store::Tx& tx) { store::put(tx, Interest{"re_ann", kind, std::move(name), at("2026-11-20")}); });
  }
  void put_hook(std::string_view reader) {
    Hook hook{.id = "ho_1", .reader_id = std::string(reader), .url = "https://hooks.example/pith", .secret = "whsec_x"};
    hook.events = {HookEvent::brief_ready, HookEvent::insight_matched};
    hook.words = {"heat pumps"};
    hook.state = HookState::paused;
    hook.problem = "Five messages in a row were given up.";
    HookMessage message{.id = "msg_1", .hook_id = "ho_1", .event = HookEvent::brief_ready, .subject = "br_1"};
    message.made = message.tried.emplace(at("2026-11-25T06:00:00Z"));
    message.attempts = 3;
    message.state = DeliveryState::failed;
    message.answer = "503 later";
    write([&](store::Tx& tx) {
      store::put(tx, hook);
      store::add_message(tx, message);
      store::update(tx, message);
    });
  }
};

TEST_F(OwnApi, AReadersKeyTellsWhatTheirSettingsShow) {
  wants(InterestKind::topic, "transformers");
  wants(InterestKind::person, "Nobody Heard");
  write([&](store::Tx& tx) { store::put(tx, Verdict{"re_ann", "in_restart", Taste::more, at("2026-11-24")}); });
  const auto key = key_of("re_ann");
  const auto ann = value("/api/v1/reader", key);
  EXPECT_EQ(ann.at("email").text(), "re_ann@example.org");
  EXPECT_EQ(ann.at("hour").text(), "06:00");
  EXPECT_EQ(ann.at("next_brief").text(), "2026-11-26T06:00:00Z");
  EXPECT_EQ(ann.at("interests").at(0).at("heard").boolean(), false);
  EXPECT_EQ(ann.at("interests").at(1).at("name").text(), "transformers");
  EXPECT_EQ(ann.at("verdicts").at(0).at("insight").at("headline").text(), claim.headline);
  EXPECT_EQ(ann.at("verdicts").at(0).at("taste").text(), "more");
  ASSERT_FALSE(ann.at("learnt").items().empty());
  EXPECT_GT(ann.at("learnt").at(0).at("weight").number(), 0);
  EXPECT_THAT(std::string(ann.at("learnt").at(0).at("because").text()), HasSubstr("ore like this"));
  EXPECT_EQ(ann.at("keys").at(0).at("name").text(), "phone");
}

TEST_F(OwnApi, WhatIsLearntIsWhatTheSettingsPageSays) {
  write([&](store::Tx& tx) { store::put(tx, Verdict{"re_ann", "in_restart", Taste::less, at("2026-11-24")}); });
  const auto page = ask("/settings", {session_of("re_ann")}).body;
  const auto learnt = value("/api/v1/reader", key_of("re_ann")).at("learnt");
  ASSERT_FALSE(learnt.items().empty());
  for (const auto& one : learnt.items())
    EXPECT_THAT(page, HasSubstr("<b>Less</b> of " + std::string(one.at("name").text())));
}

TEST_F(OwnApi, OfWhatTheReaderMayNotSeeAVerdictTellsNoHeadline) {
  write([&](store::Tx& tx) { store::put(tx, Verdict{"re_ann", "in_whisper", Taste::more, at("2026-11-24")}); });
  EXPECT_FALSE(value("/api/v1/reader", key_of("re_ann")).at("verdicts").at(0).at("insight").has("headline"));
  const auto page = ask("/settings", {session_of("re_ann")}).body;
  EXPECT_THAT(page, HasSubstr("an insight that is no longer here"));
  EXPECT_THAT(page, Not(HasSubstr(whisper.headline)));
}

TEST_F(OwnApi, NothingThatOpensSomethingIsTold) {
  const auto key = key_of("re_boss");
  const auto feed = make_own_feed(signer, "re_boss", clock.now());
  write([&](store::Tx& tx) { store::put(tx, feed); });
  put_hook("re_boss");
  const auto own = with_key("/api/v1/reader", key).body;
  EXPECT_THAT(own, HasSubstr("\"own_feed\":{\"made\":"));
  EXPECT_THAT(own, Not(HasSubstr(own_feed_token(signer, feed))));
  EXPECT_THAT(own, Not(HasSubstr(key)));
  EXPECT_THAT(with_key("/api/v1/hooks", key).body, Not(HasSubstr("whsec")));
}

TEST_F(OwnApi, WithoutAKeyNothingIsAnybodysOwn) {
  for (const auto* path : {"/api/v1/reader", "/api/v1/readers", "/api/v1/hooks"}) {
    const auto answer = ask(path);
    EXPECT_EQ(answer.status, 401) << path;
    EXPECT_THAT(answer.headers, testing::Contains(http::Field{"WWW-Authenticate", "Bearer realm=\"Pith\""}));
  }
}

TEST_F(OwnApi, WhatIsTheOwnersIsRefusedToOthers) {
  const auto key = key_of("re_ann");
  for (const auto* path : {"/api/v1/readers", "/api/v1/hooks"}) EXPECT_EQ(with_key(path, key).status, 403) << path;
}

TEST_F(OwnApi, AnOwnersKeyListsTheReadersPageByPage) {
  const auto key = key_of("re_boss");
  const auto first = value("/api/v1/readers", key, {{"limit", "1"}});
  ASSERT_EQ(first.at("items").items().size(), 1U);
  const auto second = value("/api/v1/readers", key, {{"limit", "1"}, {"cursor", std::string(first.at("next").text())}});
  EXPECT_EQ(first.at("items").at(0).at("email").text(), "re_ann@example.org");
  EXPECT_EQ(second.at("items").at(0).at("email").text(), "re_boss@example.org");
  EXPECT_EQ(second.at("items").at(0).at("owner").boolean(), true);
  EXPECT_FALSE(second.has("next"));
}

TEST_F(OwnApi, AnOwnersKeyTellsOfTheirWebhooksAndWhatWasSentToThem) {
  put_hook("re_boss");
  const auto hooks = value("/api/v1/hooks", key_of("re_boss"));
  ASSERT_EQ(hooks.at("items").items().size(), 1U);
  const auto& hook = hooks.at("items").at(0);
  EXPECT_EQ(hook.at("state").text(), "paused");
  EXPECT_EQ(hook.at("events").at(1).text(), "insight.matched");
  EXPECT_EQ(hook.at("messages").at(0).at("state").text(), "failed");
  EXPECT_EQ(hook.at("messages").at(0).at("tries").integer(), 3);
  EXPECT_EQ(hook.at("messages").at(0).at("answer").text(), "503 later");
}

TEST_F(OwnApi, AnOwnersStatusTellsOfTheFeedsAndOfAddressesThatAreNotFollowed) {
  write([&](store::Tx& tx) {
    Feed bad{.id = "fe_bad", .show_id = grid.id, .url = "https://bad.example/feed", .problem = "It answers 500."};
    bad.last_polled = at("2026-11-25T07:00:00Z");
    bad.next_poll = at("2026-11-25T09:00:00Z");
    store::put(tx, bad);
    store::enqueue(tx, {"follow", "https://user:secret@gone.example/feed", ""}, at("2026-11-25"));
    const auto leased = store::lease(tx, {{"follow"}, clock.now(), 1, "me", std::chrono::microseconds{9}});
    store::abandon(tx, leased->front(), "Nothing is there.");
  });
  const auto status = value("/api/v1/status", key_of("re_boss"));
  EXPECT_EQ(status.at("feeds").at("well").integer(), 2);
  EXPECT_EQ(status.at("feeds").at("next").text(), "2026-11-25T09:00:00Z");
  EXPECT_EQ(status.at("troubled_feeds").at(0).at("asked").text(), "2026-11-25T07:00:00Z");
  EXPECT_EQ(status.at("not_followed").at(0).at("problem").text(), "Nothing is there.");
  EXPECT_THAT(json::write(status), Not(HasSubstr("secret@")));
  EXPECT_FALSE(value("/api/v1/status", key_of("re_ann")).has("not_followed"));
}

TEST_F(OwnApi, WhichShowsArePrivateTheOwnerAloneIsTold) {
  EXPECT_EQ(value("/api/v1/shows/the-paid-hour", key_of("re_boss")).at("private").boolean(), true);
  EXPECT_FALSE(value("/api/v1/shows/the-deep-grid", key_of("re_ann")).has("private"));
}

}  // namespace
}  // namespace pith
