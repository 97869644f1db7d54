#include "pipeline/hooks.h"

#include <atomic>
#include <memory>

#include <gtest/gtest.h>

#include "base/webhook.h"
#include "net/curl_client.h"
#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "store/briefs.h"
#include "store/episodes.h"
#include "store/hooks.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/shows.h"
#include "support/files.h"
#include "support/http_server.h"

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

Time at(std::string_view text) { return *parse_rfc3339(text); }

class Hooks : public testing::Test {
 protected:
  Hooks() {
    parts_.clock.set(at("2026-11-25T12:00:00Z"));
    context_.options = parts_.context.options;
    write([&](store::Tx& tx) {
      store::put(tx, Reader{.id = std::string(home_reader), .email = {}});
      store::put(tx, show_);
      store::put(tx, episode_);
    });
  }

  template <class Work>
  void write(Work work) {
    const auto done = store_->write(work);
    ASSERT_TRUE(done) << done.error().log_line();
  }

  Hook add_hook(std::string id, std::vector<HookEvent> events, std::vector<std::string> words = {}) {
    Hook hook;
    hook.id = std::move(id);
    hook.reader_id = home_reader;
    hook.url = server_.url("/hook");
    hook.secret = new_webhook_secret();
    hook.events = std::move(events);
    hook.words = std::move(words);
    write([&](store::Tx& tx) { store::put(tx, hook); });
    return hook;
  }
  void add_message(std::string id, HookEvent event = HookEvent::brief_ready) {
    HookMessage message;
    message.id = std::move(id);
    message.hook_id = "ho_one";
    message.event = event;
    message.body = R"({"type":"brief.ready"})";
    message.made = parts_.clock.now();
    write([&](store::Tx& tx) { store::add_message(tx, message); });
  }

  void run() { ASSERT_TRUE(Dispatch(context_, {}).run_until_idle({"hook"})); }
  void run_at(Time now) {
    parts_.clock.set(now);
    run();
  }
  HookMessage message(std::string_view id = "msg_one") { return **store::hook_message_by_id(store_->read(), id); }
  Hook hook() { return **store::hook_by_id(store_->read(), "ho_one"); }
  std::vector<HookMessage> messages() { return *store::messages_of_hook(store_->read(), "ho_one", 100); }

  void answer(std::vector<test::Reply> replies) {
    const auto next = std::make_shared<std::atomic<std::size_t>>(0);  // each connection has a thread of its own
    server_.on("/hook", [replies = std::move(replies), next](const auto&) {
      return replies.at(std::min((*next)++, replies.size() - 1));
    });
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db");
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  test::HttpServer server_;
  net::CurlClient client_{{}};
  Context context_{*store_,        client_,         parts_.distiller,
                   parts_.marking, parts_.relating, parts_.rounds,
                   parts_.channel, parts_.clock,    {}};
  Show show_{.id = "sh_one", .slug = "the-show", .title = "The Show"};
  Episode episode_{.id = "ep_one", .show_id = "sh_one", .title = "An episode"};
};

TEST_F(Hooks, GetTheirMessageSignedOverItsBytes) {
  const auto hook = add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{204}});
  run();
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 1U);
  const auto& asked = requests.front();
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.body, R"({"type":"brief.ready"})");
  EXPECT_EQ(asked.headers.at("content-type"), "application/json");
  EXPECT_EQ(asked.headers.at("webhook-id"), "msg_one");
  EXPECT_EQ(asked.headers.at("webhook-timestamp"), webhook_timestamp(parts_.clock.now()));
  EXPECT_EQ(asked.headers.at("webhook-signature"),
            webhook_signature(hook.secret, {"msg_one", parts_.clock.now(), asked.body}));
  EXPECT_EQ(message().state, DeliveryState::sent);
  EXPECT_EQ(message().answer, "204");
}

TEST_F(Hooks, AreTriedAgainUnderTheSameIdWithANewTimeAfterAFailure) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{.status = 500, .body = "not now\nlater lines"}, {200}});
  const Time first = parts_.clock.now();
  run();
  EXPECT_EQ(message().state, DeliveryState::due);
  EXPECT_EQ(message().answer, "500: not now");
  run_at(first + 4s);
  EXPECT_EQ(server_.hits("/hook"), 1);
  run_at(first + 6s);
  ASSERT_EQ(server_.hits("/hook"), 2);
  EXPECT_EQ(message().state, DeliveryState::sent);
  EXPECT_EQ(message().attempts, 2);
  const auto requests = server_.requests();
  EXPECT_EQ(requests[0].headers.at("webhook-id"), requests[1].headers.at("webhook-id"));
  EXPECT_EQ(requests[0].body, requests[1].body);
  EXPECT_NE(requests[0].headers.at("webhook-signature"), requests[1].headers.at("webhook-signature"));
}

TEST_F(Hooks, ArePausedAndSayWhyOnceFiveMessagesWereGivenUp) {
  add_hook("ho_one", {HookEvent::brief_ready});
  answer({{.status = 500, .body = "oh no"}});
  for (int n = 1; n <= 5; ++n) add_message("msg_" + std::to_string(n));
  const Time first = parts_.clock.now();
  for (const auto hours : {0h, 1h, 3h, 6h, 12h, 24h, 48h}) run_at(first + hours);
  EXPECT_EQ(server_.hits("/hook"), 35);
  EXPECT_EQ(hook().state, HookState::paused);
  EXPECT_TRUE(hook().problem.contains("500: oh no")) << hook().problem;
  EXPECT_EQ(store::dead_work(store_->read())->size(), 5U);
  add_message("msg_late");
  run();
  EXPECT_EQ(server_.hits("/hook"), 35);
  EXPECT_TRUE(message("msg_late").answer.starts_with("not sent: 5 messages")) << message("msg_late").answer;
}

TEST_F(Hooks, AreNamedByTheirHostWhereThereIsNoAnswer) {
  std::string told;
  context_.observe = [&](const Event& event) { told += event.outcome; };
  auto hook = add_hook("ho_one", {HookEvent::brief_ready});
  hook.url = "http://127.0.0.1:1/hooks/T0SECRET/B1?to=SECRET";
  write([&](store::Tx& tx) { store::put(tx, hook); });
  add_message("msg_one");
  run();
  const auto work = **store::work_by_key(store_->read(), store::hook_work("msg_one"));
  for (const auto& words : {told, message().answer, work.error}) {
    EXPECT_TRUE(words.contains("127.0.0.1")) << words;
    EXPECT_FALSE(words.contains("SECRET")) << words;
  }
}

TEST_F(Hooks, OfOthersThanTheReaderAtHomeReachNoPrivateAddress) {
  write([](store::Tx& tx) { store::put(tx, Reader{.id = "re_boss", .email = "boss@a.example", .owner = true}); });
  auto hook = add_hook("ho_one", {HookEvent::brief_ready});
  hook.reader_id = "re_boss";
  write([&](store::Tx& tx) { store::put(tx, hook); });
  add_message("msg_one");
  answer({{204}});
  run();
  EXPECT_EQ(server_.hits("/hook"), 0);
  EXPECT_EQ(message().state, DeliveryState::failed);
}

TEST_F(Hooks, TellWhatWasNotSent) {
  std::vector<Unsent> told;
  context_.observe = [&](const Event& event) { told.push_back(event.unsent); };
  add_hook("ho_one", {HookEvent::brief_ready});
  answer({{.status = 500}, {204}, {410}});
  const Time first = parts_.clock.now();
  add_message("msg_one");
  run();
  run_at(first + 6s);
  add_message("msg_two");
  run();
  add_message("msg_three");
  run();
  EXPECT_EQ(told, (std::vector{Unsent::later, Unsent::no, Unsent::never, Unsent::never}));
}

TEST_F(Hooks, EndWhereTheirReceiverIsGone) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{410}});
  run();
  EXPECT_EQ(hook().state, HookState::ended);
  EXPECT_EQ(message().state, DeliveryState::failed);
  EXPECT_TRUE(store::dead_work(store_->read())->empty());
}

TEST_F(Hooks, RestAsLongAsTheirReceiverAsks) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{.status = 503, .headers = {{"Retry-After", "3600"}}}, {200}});
  const Time first = parts_.clock.now();
  run();
  add_message("msg_two");  // another message rests, too
  run_at(first + 59min);
  EXPECT_EQ(server_.hits("/hook"), 1);
  run_at(first + 61min);
  EXPECT_EQ(message().state, DeliveryState::sent);
  EXPECT_EQ(message("msg_two").state, DeliveryState::sent);
  EXPECT_EQ(message("msg_two").attempts, 1);
}

TEST_F(Hooks, FollowNoRedirects) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{.status = 307, .headers = {{"Location", "/elsewhere"}}}});
  server_.on("/elsewhere", test::Reply{200});
  run();
  EXPECT_EQ(server_.hits("/elsewhere"), 0);
  EXPECT_EQ(message().status, 307);
}

TEST_F(Hooks, TakeTheStatusForTheAnswerHoweverLongTheRestIs) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{.status = 200, .body = std::string(1 << 20, 'x')}});
  run();
  EXPECT_EQ(message().state, DeliveryState::sent);
  EXPECT_LT(message().answer.size(), 200U);
}

TEST_F(Hooks, OnAPublicSiteNeverReachPrivateAddresses) {
  add_hook("ho_one", {HookEvent::brief_ready});
  add_message("msg_one");
  answer({{200}});
  const Signer signer{random_key()};
  context_.signer = &signer;  // there are accounts
  run();
  EXPECT_EQ(server_.hits("/hook"), 0);
  EXPECT_EQ(hook().state, HookState::paused);
  EXPECT_EQ(message().state, DeliveryState::failed);
  EXPECT_EQ(message().answer, "no answer: " + hook().problem);
}

TEST_F(Hooks, AreTestedWithOneTryEvenWhenPaused) {
  auto paused = add_hook("ho_one", {HookEvent::brief_ready});
  paused.state = HookState::paused;
  write([&](store::Tx& tx) { store::put(tx, paused); });
  add_message("msg_one", HookEvent::test);
  answer({{500}});
  run();
  EXPECT_EQ(message().state, DeliveryState::failed);
  EXPECT_EQ(message().answer, "500");
  EXPECT_EQ(hook().failures, 0);
}

TEST_F(Hooks, OfSomebodyWhoIsNoOwnerAreSentNothing) {
  auto hook = add_hook("ho_one", {HookEvent::brief_ready});
  hook.reader_id = "re_ann";
  write([&](store::Tx& tx) {
    store::put(tx, Reader{.id = "re_ann", .email = "ann@a.example"});
    store::put(tx, hook);
  });
  add_message("msg_one");
  answer({{200}});
  run();
  EXPECT_EQ(server_.hits("/hook"), 0);
}

Insight an_insight(std::string id, std::string headline) {
  Insight insight;
  insight.id = std::move(id);
  insight.episode_id = "ep_one";
  insight.show_id = "sh_one";
  insight.headline = std::move(headline);
  return insight;
}

TEST_F(Hooks, AreToldOfInsightsOnTheirWordsOnce) {
  add_hook("ho_one", {HookEvent::insight_matched}, {"heat pumps", "geese"});
  const std::vector insights = {an_insight("in_one", "Heat pumps work in the cold"),
                                an_insight("in_two", "Gas does not")};
  for (int time = 1; time <= 2; ++time)
    write([&](store::Tx& tx) {
      store::replace_insights(tx, "ep_one", insights);
      tell_of_insights(tx, context_, insights);
    });
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].subject, "in_one");
  EXPECT_TRUE(messages()[0].body.contains(R"("words":["heat pumps"])")) << messages()[0].body;
}

TEST_F(Hooks, AreToldNothingOfHiddenShowsAndNoSecretOfPrivateOnes) {
  add_hook("ho_one", {HookEvent::insight_matched}, {"heat"});
  const std::vector insights = {an_insight("in_one", "Heat pumps work in the cold")};
  const auto tell = [&] {
    write([&](store::Tx& tx) {
      store::put(tx, show_);
      store::replace_insights(tx, "ep_one", insights);
      tell_of_insights(tx, context_, insights);
    });
  };
  show_.hidden = true;
  tell();
  EXPECT_TRUE(messages().empty());
  show_.hidden = false;
  show_.is_private = true;
  episode_.audio.url = "https://a.example/audio.mp3?token=s3cr3t";
  write([&](store::Tx& tx) { store::put(tx, episode_); });
  tell();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_FALSE(messages()[0].body.contains("s3cr3t"));
}

TEST_F(Hooks, AreToldOfFailuresEachTime) {
  add_hook("ho_one", {HookEvent::episode_failed});
  const auto fail_once = [&] {
    write([&](store::Tx& tx) { tell_of_failure(tx, context_, {"transcript", "ep_one", ""}, "it offers none"); });
  };
  fail_once();
  fail_once();  // the same one
  EXPECT_EQ(messages().size(), 1U);
  parts_.clock.set(parts_.clock.now() + 24h);
  fail_once();
  EXPECT_EQ(messages().size(), 2U);
  EXPECT_TRUE(messages()[0].body.contains("it offers none"));
}

TEST_F(Hooks, OfAReaderAreToldOfTheirBriefAlone) {
  add_hook("ho_one", {HookEvent::brief_ready});
  Brief brief{.id = "br_one", .reader_id = "re_other", .day = *parse_day("2026-11-25")};
  write([&](store::Tx& tx) { tell_of_brief(tx, context_, brief); });
  EXPECT_TRUE(messages().empty());
  brief.reader_id = home_reader;
  write([&](store::Tx& tx) { tell_of_brief(tx, context_, brief); });
  EXPECT_EQ(messages().size(), 1U);
}

}  // namespace
}  // namespace pith::pipeline
