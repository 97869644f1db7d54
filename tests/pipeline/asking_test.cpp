#include "pipeline/asking.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "pipeline/dispatch.h"
#include "pipeline/over_http.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/rests.h"
#include "store/shows.h"
#include "store/work.h"

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

class Asking : public OverHttp {
 protected:
  Asking() {
    for (auto* limits : {&context_.options.feed_limits, &context_.options.transcript_limits})
      limits->total = limits->low_speed_time = 10min;
    Show show{.id = "sh_one", .slug = "a-show", .title = "A show"};
    Feed feed{.id = "fe_one", .show_id = show.id, .url = server_.url("/feed.xml")};
    Episode episode{.id = "ep_one", .show_id = show.id, .feed_id = feed.id, .guid = "g", .title = "The first"};
    episode.chapters_url = server_.url("/silent");
    episode.transcripts = {{server_.url("/silent"), "text/vtt", "en", ""}};
    store_
        ->write([&](store::Tx& tx) {
          store::put(tx, show);
          store::put(tx, feed);
          store::put(tx, episode);
        })
        .value();
  }

  store::Work row_of(const store::WorkKey& key) { return store::work_by_key(store_->read(), key).value().value(); }

  // Whether the server still had its asker when it grew tired of saying nothing; the program was told to stop
  // meanwhile.
  bool keeps_asking(const store::WorkKey& key) {
    std::stop_source stop;
    const auto stayed = std::make_shared<std::atomic<bool>>(true);  // the server's as well
    server_.on_wire("/silent", [stop, stayed](const test::ServedRequest&, test::Wire& wire) mutable {
      stop.request_stop();
      *stayed = wire.linger(1min);
    });
    store_->write([&](store::Tx& tx) { store::enqueue(tx, key, context_.clock.now()); }).value();
    Dispatch(context_, {.net_threads = 1}).run(stop.get_token()).value();
    for (int n = 0; n < 1000 && *stayed; ++n) std::this_thread::sleep_for(10ms);
    return *stayed;
  }
};

TEST_F(Asking, EndsWithTheProgramWhereAServerIsSilentAndCountsAsNotTried) {
  for (const auto& key : {follow_work(server_.url("/silent")), chapters_work("ep_one"), transcript_work("ep_one")}) {
    SCOPED_TRACE(key.step);
    EXPECT_FALSE(keeps_asking(key));
    EXPECT_EQ(row_of(key).state, store::WorkState::due);
    EXPECT_EQ(row_of(key).attempts, 0);
  }
}

TEST_F(Asking, LeavesAHostAloneForAWeekAtMost) {
  server_.on("/busy", test::Reply{.status = 429, .headers = {{"Retry-After", "99999999"}}});
  ASSERT_TRUE(ask(context_, {.url = server_.url("/busy")}));
  EXPECT_EQ(store::rests_until(store_->read(), "127.0.0.1").value(), parts_.clock.now() + std::chrono::days{7});
}

}  // namespace
}  // namespace pith::pipeline
