#include "pipeline/polling.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lib/sql/connection.h"
#include "net/curl_client.h"
#include "pipeline/dispatch.h"
#include "pipeline/marking.h"
#include "pipeline/relating.h"
#include "pipeline/round.h"
#include "stages/delivery/channel.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"
#include "support/files.h"
#include "support/http_server.h"

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

class NoDistiller final : public insight::Distiller {
 public:
  std::string name() const override { return "none"; }
  std::string version() const override { return "1"; }
  Result<insight::Distilled> distill(const Transcript&, const insight::EpisodeContext&) const override {
    return insight::Distilled{};
  }
};

class SetClock final : public Clock {
 public:
  Time now() const override { return time; }
  Time time = from_micros(1'700'000'000'000'000);
};

std::string feed_of(std::string_view guid) {
  return fmt::format(
      "<rss><channel><title>A show</title><item><guid>{0}</guid><title>{0}</title>"
      "<enclosure url='https://a.example/{0}.mp3' type='audio/mpeg'/></item></channel></rss>",
      guid);
}

// Whoever is silent is waited for, however busy the machine.
net::Limits patient() {
  net::Limits limits;
  limits.total = limits.low_speed_time = 10min;
  return limits;
}

class PollingTest : public testing::Test {
 protected:
  PollingTest() {
    context_.options.clock_kind = ClockKind::running;
    context_.read_feed = [this](std::string_view bytes, const feed::ReadOptions& options) {
      ++parsed_;
      return feed::read_feed(bytes, options);
    };
    follow("/feed.xml");
  }

  void follow(const std::string& path, const std::string& name = "one") {
    Show show{.id = "sh_" + name, .slug = "show-" + name, .title = "A show"};
    Feed feed{.id = "fe_" + name, .show_id = show.id, .url = server_.url(path)};
    ASSERT_TRUE(store_->write([&](store::Tx& tx) {
      store::put(tx, show);
      store::put(tx, feed);
      store::enqueue(tx, poll_work(feed.id), clock_.time);
    }));
  }

  // Beside the first feed, of the same host.
  void follow_more(int count) {
    for (int n = 0; n < count; ++n) follow(fmt::format("/{}.xml", n), fmt::to_string(n));
  }

  DispatchReport scan() {
    const auto report = Dispatch(context_, {.net_threads = 1}).run_until_idle({"poll"});
    EXPECT_TRUE(report) << report.error().log_line();
    return report.value_or(DispatchReport{});
  }

  // A day later every feed is due.
  void poll(int feeds = 1) {
    clock_.time += 25h;
    EXPECT_EQ(scan().done, feeds);
  }

  void change_feed(const std::string& name, const std::function<void(Feed&)>& change) {
    ASSERT_TRUE(store_->write([&](store::Tx& tx) -> Result<void> {
      auto feed = store::feed_by_id(tx, "fe_" + name);
      if (!feed) return std::unexpected(feed.error());
      change(**feed);
      store::put(tx, **feed);
      return {};
    }));
  }

  void unfollow(const std::string& name) {
    ASSERT_TRUE(store_->write([&](store::Tx& tx) -> Result<void> {
      auto show = store::show_by_id(tx, "sh_" + name);
      if (!show) return std::unexpected(show.error());
      store::unfollow(tx, (*show)->id, false);
      return {};
    }));
  }

  // Longest due, so that it is asked and the others of its host wait.
  void first_of_all(const std::string& name) {
    ASSERT_TRUE(store_->write(
        [&](store::Tx& tx) { store::enqueue(tx, poll_work("fe_" + name), clock_.time - 1h, store::IfKnown::again); }));
  }

  void spoil(const std::string& name) {
    const auto raw = *sql::Connection::open(folder_.path() / "pith.db", 10s);
    ASSERT_TRUE(raw->run(fmt::format("UPDATE feeds SET aliases = '[' WHERE id = 'fe_{}'", name)));
  }

  std::optional<store::Work> row_of(const std::string& name) {
    return *store::work_by_key(store_->read(), poll_work("fe_" + name));
  }

  Feed stored_feed(const std::string& name) {
    return (*store::feed_by_id(store_->read(), "fe_" + name)).value_or(Feed{});
  }

  int all_hits() const { return static_cast<int>(server_.requests().size()); }

  test::TempFolder folder_;
  test::HttpServer server_;
  SetClock clock_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path() / "pith.db");
  net::CurlClient http_{{.allowed_hosts = {"127.0.0.1", "localhost"}}};
  NoDistiller distiller_;
  text::WordModel words_;
  text::WordVectorEmbedder embedder_{words_};
  Relating relating_{words_, embedder_};
  Marking marking_{std::make_shared<transcript::MarkModels>()};
  delivery::OutboxChannel channel_{folder_.path()};
  Rounds rounds_;
  Context context_{*store_, http_, distiller_, marking_, relating_, rounds_, channel_, clock_, {}};
  std::atomic<int> parsed_ = 0;
};

TEST_F(PollingTest, ParsesNoFeedThatItsServerSaysIsUnchanged) {
  server_.on("/feed.xml", [](const test::ServedRequest& request) {
    if (request.headers.contains("if-none-match")) return test::Reply{.status = 304};
    return test::Reply{.headers = {{"ETag", "\"one\""}}, .body = feed_of("a")};
  });
  for (int n = 0; n < 4; ++n) poll();
  EXPECT_EQ(server_.hits("/feed.xml"), 4);
  EXPECT_EQ(parsed_, 1);
}

TEST_F(PollingTest, AsksForTheWholeFeedNowAndThenForAServerMaySayOfAllThatItIsUnchanged) {
  std::string guid = "a";
  server_.on("/feed.xml", [&](const test::ServedRequest& request) {
    if (request.headers.contains("if-none-match")) return test::Reply{.status = 304};
    return test::Reply{.headers = {{"ETag", "\"one\""}}, .body = feed_of(guid)};
  });
  poll();
  guid = "b";
  for (int day = 0; day < 13; ++day) poll();
  EXPECT_EQ(parsed_, 1);
  for (int day = 0; day < 4; ++day) poll();
  EXPECT_EQ(parsed_, 2);
}

TEST_F(PollingTest, SendsValidatorsToNoOtherAddressThanTheOneThatGaveThem) {
  std::string target = "/first.xml";
  server_.on("/feed.xml", [&](const test::ServedRequest& request) {
    EXPECT_FALSE(request.headers.contains("if-none-match"));
    return test::Reply{.status = 302, .headers = {{"Location", server_.url(target)}}};
  });
  const auto serve = [&](const std::string& path) {
    server_.on(path, [guid = path](const test::ServedRequest& request) {
      if (request.headers.contains("if-none-match")) return test::Reply{.status = 304};
      return test::Reply{.headers = {{"ETag", "\"one\""}}, .body = feed_of(guid)};
    });
  };
  serve("/first.xml");
  serve("/second.xml");
  for (int n = 0; n < 2; ++n) poll();
  EXPECT_EQ(parsed_, 1);
  target = "/second.xml";
  for (int n = 0; n < 2; ++n) poll();
  EXPECT_EQ(parsed_, 2);
}

TEST_F(PollingTest, ParsesNoFeedWhoseBytesAreTheSame) {
  std::string guid = "a";
  server_.on("/feed.xml", [&](const test::ServedRequest&) { return test::Reply{.body = feed_of(guid)}; });
  for (int n = 0; n < 3; ++n) poll();
  EXPECT_EQ(parsed_, 1);
  guid = "b";
  for (int n = 0; n < 3; ++n) poll();
  EXPECT_EQ(parsed_, 2);
}

TEST_F(PollingTest, AsksNoOtherFeedOfAHostThatAsksForRest) {
  follow_more(9);
  const test::Reply busy{.status = 429, .headers = {{"Retry-After", "3600"}}};
  server_.on("/feed.xml", busy);
  for (int n = 0; n < 9; ++n) server_.on(fmt::format("/{}.xml", n), busy);
  poll(10);
  EXPECT_EQ(all_hits(), 1);
}

TEST_F(PollingTest, AsksTheOtherFeedsOnceTheirHostHasRestedAndCountsNoFailureForThem) {
  follow_more(2);
  server_.on("/feed.xml", test::Reply{.status = 429, .headers = {{"Retry-After", "60"}}});
  for (const auto* name : {"0", "1"})
    server_.on(fmt::format("/{}.xml", name), test::Reply{.body = feed_of(fmt::format("of-{}", name))});
  first_of_all("one");
  poll(3);
  EXPECT_EQ(all_hits(), 1);
  EXPECT_EQ(stored_feed("one").failures, 1);
  for (const auto* name : {"0", "1"}) {
    EXPECT_EQ(stored_feed(name).failures, 0);
    EXPECT_EQ(stored_feed(name).problem, "");
    EXPECT_EQ(row_of(name)->due, clock_.time + 60s);
  }
  clock_.time += 61s;
  EXPECT_EQ(scan().done, 2);
  EXPECT_EQ(server_.hits("/0.xml") + server_.hits("/1.xml"), 2);
}

TEST_F(PollingTest, AsksTheOtherFeedsOfAHostWhenOnesThatWaitedAreFollowedNoMore) {
  follow_more(9);
  for (int n = 0; n < 9; ++n)
    server_.on(fmt::format("/{}.xml", n), test::Reply{.body = feed_of(fmt::format("of-{}", n))});
  std::atomic<bool> unfollowed = false;
  const auto unfollow_some = [&](const test::ServedRequest&) {
    if (!unfollowed.exchange(true))
      for (int n = 0; n < 5; ++n) unfollow(fmt::to_string(n));
    return test::Reply{.body = feed_of("a")};
  };
  server_.on("/feed.xml", unfollow_some);
  first_of_all("one");
  poll(10);
  EXPECT_EQ(all_hits(), 5);
}

TEST_F(PollingTest, AsksTheOtherFeedsOfAHostWhenOneThatWaitedHasMovedElsewhere) {
  test::HttpServer elsewhere;
  elsewhere.on("/moved.xml", test::Reply{.body = feed_of("moved")});
  follow_more(3);
  for (int n = 0; n < 3; ++n)
    server_.on(fmt::format("/{}.xml", n), test::Reply{.body = feed_of(fmt::format("of-{}", n))});
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    change_feed("0", [&](Feed& feed) { feed.url = fmt::format("http://localhost:{}/moved.xml", elsewhere.port()); });
    return test::Reply{.body = feed_of("a")};
  });
  first_of_all("one");
  poll(4);
  EXPECT_EQ(elsewhere.hits("/moved.xml"), 1);
  EXPECT_EQ(all_hits(), 3);
}

TEST_F(PollingTest, TakesNothingOfAnotherShowThatItsAddressBrings) {
  server_.on("/feed.xml", test::Reply{.body = feed_of("a")});
  poll();
  auto spam = feed_of("b");
  spam.replace(spam.find("A show"), 6, "Casino News");
  server_.on("/spam.xml", test::Reply{.body = spam});
  server_.on("/feed.xml", test::Reply{.status = 301, .headers = {{"Location", server_.url("/spam.xml")}}});
  poll();
  EXPECT_EQ(store::show_by_id(store_->read(), "sh_one")->value().title, "A show");
  EXPECT_EQ(store::episodes_of_show(store_->read(), "sh_one")->size(), 1u);
  EXPECT_EQ(stored_feed("one").url, server_.url("/feed.xml"));
  EXPECT_NE(stored_feed("one").problem.find("another show now, Casino News"), std::string::npos);
}

TEST_F(PollingTest, EndsAFeedThatHasMovedToWhereAnotherIsFollowed) {
  follow("/other.xml", "other");
  server_.on("/feed.xml", test::Reply{.body = feed_of("a")});
  server_.on("/other.xml", test::Reply{.body = feed_of("a")});
  poll(2);
  server_.on("/feed.xml", test::Reply{.status = 301, .headers = {{"Location", server_.url("/other.xml")}}});
  server_.on("/other.xml", test::Reply{.body = feed_of("b")});
  poll(2);
  EXPECT_TRUE(stored_feed("one").ended);
  EXPECT_NE(stored_feed("one").problem.find("which is followed already"), std::string::npos);
  EXPECT_EQ(store::episodes_of_show(store_->read(), "sh_one")->size(), 1u);
  EXPECT_EQ(store::episodes_of_show(store_->read(), "sh_other")->size(), 2u);
  poll(1);
}

TEST_F(PollingTest, KeepsAFeedsOwnWordOnItsRhythmThroughAnswersWithoutNews) {
  server_.on("/feed.xml", [](const test::ServedRequest& request) {
    if (request.headers.contains("if-none-match")) return test::Reply{.status = 304};
    auto body = feed_of("a");
    body.insert(body.find("<item>"),
                "<podcast:updateFrequency rrule='FREQ=DAILY' complete='TRUE'>once</podcast:updateFrequency>");
    return test::Reply{.headers = {{"ETag", "\"one\""}}, .body = body};
  });
  for (int n = 0; n < 2; ++n) {
    poll();
    EXPECT_EQ(stored_feed("one").update_rule, "FREQ=DAILY");
    EXPECT_GE(stored_feed("one").next_poll, clock_.time + 24h);
  }
}

// More feeds than are asked at once, each of a host of its own, all sent on to one host, which answers none before a
// feed of quite another host was asked.
TEST_F(PollingTest, AsksOtherFeedsWhileVeryManyWaitForTheHostTheyWereRedirectedTo) {
  constexpr int many = 450;
  test::HttpServer target;
  std::atomic<bool> other_was_asked = false, in_time = true;
  server_.on("/old", test::Reply{.status = 302, .headers = {{"Location", target.url("/feed.xml")}}});
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    other_was_asked = true;
    return test::Reply{.body = feed_of("other")};
  });
  target.on("/feed.xml", [&](const test::ServedRequest&) {
    for (int n = 0; n < 2400 && in_time && !other_was_asked; ++n) std::this_thread::sleep_for(25ms);
    in_time = in_time && other_was_asked;
    return test::Reply{.body = feed_of("a")};
  });
  std::vector<std::string> hosts = {"127.0.0.1", "localhost"};
  for (int n = 0; n < many; ++n) {
    hosts.push_back(fmt::format("h{}.localhost", n));
    follow("/old", fmt::to_string(n));
    change_feed(fmt::to_string(n),
                [&](Feed& feed) { feed.url = fmt::format("http://{}:{}/old", hosts.back(), server_.port()); });
    first_of_all(fmt::to_string(n));
  }
  change_feed("one", [&](Feed& feed) { feed.url = fmt::format("http://localhost:{}/feed.xml", server_.port()); });
  net::CurlClient client({.allowed_hosts = hosts});
  Context context{*store_, client, distiller_, marking_, relating_, rounds_, channel_, clock_, {}};
  context.options.clock_kind = ClockKind::running;
  context.options.feed_limits = patient();
  context.read_feed = feed::read_feed;
  const auto report = Dispatch(context, {.net_threads = 1}).run_until_idle({"poll"});
  ASSERT_TRUE(report) << report.error().log_line();
  EXPECT_EQ(report->done, many + 1);
  EXPECT_TRUE(in_time);
}

// The slow host answers only once the other feed of the first host was asked.
TEST_F(PollingTest, AsksTheNextFeedOfAHostWhoseFirstWasRedirectedToASlowOne) {
  test::HttpServer slow;
  std::atomic<bool> next_was_asked = false, in_time = true;
  const auto moved = fmt::format("http://localhost:{}/feed.xml", slow.port());
  server_.on("/feed.xml", test::Reply{.status = 302, .headers = {{"Location", moved}}});
  server_.on("/0.xml", [&](const test::ServedRequest&) {
    next_was_asked = true;
    return test::Reply{.body = feed_of("next")};
  });
  slow.on("/feed.xml", [&](const test::ServedRequest&) {
    for (int n = 0; n < 2400 && !next_was_asked; ++n) std::this_thread::sleep_for(25ms);
    in_time = next_was_asked.load();
    return test::Reply{.body = feed_of("a")};
  });
  context_.options.feed_limits = patient();
  follow_more(1);
  first_of_all("one");
  poll(2);
  EXPECT_TRUE(in_time);
}

TEST_F(PollingTest, PutsOffAFeedThatCannotBeReadAndNoOther) {
  follow_more(3);
  for (int n = 0; n < 3; ++n)
    server_.on(fmt::format("/{}.xml", n), test::Reply{.body = feed_of(fmt::format("of-{}", n))});
  server_.on("/feed.xml", test::Reply{.body = feed_of("a")});
  spoil("1");
  poll(3);
  EXPECT_EQ(all_hits(), 3);
  EXPECT_EQ(row_of("1")->state, store::WorkState::due);
  EXPECT_FALSE(row_of("1")->error.empty());
  EXPECT_GT(row_of("1")->due, clock_.time);
}

// Both answers come at nearly the same time, so that they mostly share a transaction, which the second dooms.
TEST_F(PollingTest, KeepsTheWholeNewsOfAFeedBesideOneThatCannotBeKept) {
  std::atomic<int> asked = 0;
  const auto wait_for_both = [&] {
    ++asked;
    for (int n = 0; n < 400 && asked < 2; ++n) std::this_thread::sleep_for(5ms);
  };
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    wait_for_both();
    return test::Reply{.body = feed_of("a")};
  });
  server_.on("/broken.xml", [&](const test::ServedRequest&) {
    wait_for_both();
    std::this_thread::sleep_for(3ms);
    return test::Reply{.body = "<rss><channel><title>A show</title><item><guid>b</guid></item><item>"};
  });
  follow("/broken.xml", "broken");
  change_feed("broken", [&](Feed& feed) { feed.url = fmt::format("http://localhost:{}/broken.xml", server_.port()); });
  poll(2);
  EXPECT_FALSE(stored_feed("broken").problem.empty());
  const auto episodes = *store::episodes_of_show(store_->read(), "sh_one");
  ASSERT_EQ(episodes.size(), 1u);
  EXPECT_EQ(episodes[0].title, "a");
  EXPECT_EQ(episodes[0].audio.url, "https://a.example/a.mp3");
}

TEST_F(PollingTest, BuriesThePollOfAFeedThatCannotBeReadInTheEnd) {
  spoil("one");
  for (int n = 0; n < 20 && row_of("one")->state != store::WorkState::dead; ++n) {
    clock_.time += 25h;
    scan();
  }
  EXPECT_EQ(row_of("one")->state, store::WorkState::dead);
}

TEST_F(PollingTest, GivesBackTheFeedsThatStillWaitedWhenItEnds) {
  follow_more(9);
  std::stop_source stop;
  server_.on("/feed.xml", [stop](const test::ServedRequest&) mutable {  // which may be asked after this is over
    stop.request_stop();
    return test::Reply{.body = feed_of("a")};
  });
  first_of_all("one");
  clock_.time += 25h;
  ASSERT_TRUE(Dispatch(context_, {.net_threads = 1}).run(stop.get_token()));
  for (int n = 0; n < 9; ++n) EXPECT_EQ(row_of(fmt::to_string(n))->state, store::WorkState::due) << n;
}

TEST_F(PollingTest, PutsOffAFeedWhoseReadingThrowsAndNoOther) {
  follow_more(3);
  for (int n = 0; n < 3; ++n)
    server_.on(fmt::format("/{}.xml", n), test::Reply{.body = feed_of(fmt::format("of-{}", n))});
  server_.on("/feed.xml", test::Reply{.body = feed_of("a")});
  context_.read_feed = [](std::string_view bytes, const feed::ReadOptions& options) {
    if (bytes.contains("of-1")) throw std::runtime_error("a defect");
    return feed::read_feed(bytes, options);
  };
  poll(3);
  EXPECT_EQ(all_hits(), 4);
  EXPECT_EQ(row_of("1")->state, store::WorkState::due);
  EXPECT_FALSE(row_of("1")->error.empty());
}

TEST_F(PollingTest, GoesOnWithAHostWhenAskingOneOfItsFeedsThrows) {
  class Throwing final : public net::HttpClient {
   public:
    explicit Throwing(net::HttpClient& inner) : inner_(inner) {}
    void start(net::HttpRequest request, Callback done) override {
      if (request.url.ends_with("/1.xml")) throw std::runtime_error("a defect");
      inner_.start(std::move(request), std::move(done));
    }

   private:
    net::HttpClient& inner_;
  };
  follow_more(3);
  for (int n = 0; n < 3; ++n)
    server_.on(fmt::format("/{}.xml", n), test::Reply{.body = feed_of(fmt::format("of-{}", n))});
  server_.on("/feed.xml", test::Reply{.body = feed_of("a")});
  Throwing http(http_);
  Context context{*store_, http, distiller_, marking_, relating_, rounds_, channel_, clock_, {}};
  context.options.clock_kind = ClockKind::running;
  clock_.time += 25h;
  const auto report = Dispatch(context, {.net_threads = 1}).run_until_idle({"poll"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->done, 4);  // the failure is planned anew
  EXPECT_EQ(all_hits(), 3);
  EXPECT_EQ((*store::feed_by_id(store_->read(), "fe_1"))->failures, 1);
}

TEST_F(PollingTest, LeavesAShowRemovedThatWasLetGoWhileItsFeedWasAsked) {
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    unfollow("one");
    return test::Reply{.body = feed_of("a")};
  });
  poll();
  EXPECT_TRUE((*store::show_by_id(store_->read(), "sh_one"))->removed);
  EXPECT_TRUE(stored_feed("one").ended);
  EXPECT_EQ(row_of("one")->state, store::WorkState::done);
}

TEST_F(PollingTest, LeavesAFeedEndedThatWasLetGoWhileItFailed) {
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    unfollow("one");
    return test::Reply{.status = 404};
  });
  poll();
  EXPECT_TRUE(stored_feed("one").ended);
  EXPECT_EQ(stored_feed("one").failures, 0);
  EXPECT_EQ(row_of("one")->state, store::WorkState::done);
}

TEST_F(PollingTest, AsksAFeedWhereItHasMovedToWhileItWasAsked) {
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    change_feed("one", [&](Feed& feed) { feed.url = server_.url("/new.xml"); });
    return test::Reply{.headers = {{"ETag", "\"old\""}}, .body = feed_of("a")};
  });
  server_.on("/new.xml", test::Reply{.headers = {{"ETag", "\"new\""}}, .body = feed_of("b")});
  poll(2);  // the answer that counts no more, and the one that does
  EXPECT_EQ(server_.hits("/new.xml"), 1);
  EXPECT_EQ(stored_feed("one").url, server_.url("/new.xml"));
  EXPECT_EQ(stored_feed("one").validators.etag, "\"new\"");
}

TEST_F(PollingTest, DropsABrokenDocumentOfAFeedThatWasLetGoMeanwhile) {
  server_.on("/feed.xml", [&](const test::ServedRequest&) {
    unfollow("one");
    return test::Reply{.body = feed_of("a").substr(0, feed_of("a").size() - 12)};
  });
  poll();
  EXPECT_TRUE(stored_feed("one").ended);
  EXPECT_EQ(row_of("one")->state, store::WorkState::done);
}

}  // namespace
}  // namespace pith::pipeline
