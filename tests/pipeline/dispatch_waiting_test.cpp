// Threads that wait for servers: others work meanwhile.
#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/episodes.h"
#include "store/readers.h"
#include "store/shows.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr auto long_enough = 60s;  // for what must come, however busy the machine

// A mail server that answers once so many mails are under way at the same time.
class PatientChannel final : public delivery::Channel {
 public:
  explicit PatientChannel(int together) : together_(together) {}
  std::string name() const override { return "patient"; }
  Result<delivery::SendOutcome> send(const delivery::OutgoingMessage&) override {
    std::unique_lock lock(mutex_);
    if (++under_way_ == 1 && when_first) when_first();
    changed_.notify_all();
    if (!changed_.wait_for(lock, long_enough, [&] { return under_way_ >= together_; }))
      return std::unexpected(Error{ErrorKind::refused, "the others never came", ""});
    return delivery::SendOutcome::sent;
  }
  Result<void> forget(std::string_view) override { return {}; }
  std::function<void()> when_first;

 private:
  const int together_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int under_way_ = 0;
};

// Answers nothing of the slow host until it is told to.
class OneSlowHost final : public net::HttpClient {
 public:
  void start(net::HttpRequest request, Callback done) override {
    {
      const std::scoped_lock lock(mutex_);
      const bool slow = request.url.starts_with("https://slow.example/");
      if (slow && !answering_) return held_.push_back(std::move(done));
      asked_other_ = asked_other_ || !slow;
    }
    changed_.notify_all();
    done(no_answer());
  }
  bool await_other() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, long_enough, [&] { return asked_other_; });
  }
  void answer_all() {
    std::vector<Callback> held;
    {
      const std::scoped_lock lock(mutex_);
      answering_ = true;
      held.swap(held_);
    }
    for (const auto& answer : held) answer(no_answer());
  }

 private:
  static std::unexpected<Error> no_answer() { return std::unexpected(Error{ErrorKind::network, "no answer", ""}); }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Callback> held_;
  bool answering_ = false;
  bool asked_other_ = false;
};

class WaitingForServers : public testing::Test {
 protected:
  WaitingForServers() { parts_.clock.set(*parse_rfc3339("2026-11-25T12:00:00Z")); }

  Context context_with(net::HttpClient& http, delivery::Channel& channel) {
    return {*store_,       http,    parts_.distiller, parts_.marking,        parts_.relating,
            parts_.rounds, channel, parts_.clock,     parts_.context.options};
  }

  void add_deliveries(int count) {
    EXPECT_TRUE(store_->write([&](store::Tx& tx) {
      store::put(tx, Reader{.id = std::string(home_reader), .email = "ann@a.example"});
      for (int n = 0; n < count; ++n) {
        const auto id = fmt::format("{}", n);
        store::add_brief(tx, {.id = "br_" + id,
                              .reader_id = std::string(home_reader),
                              .day = *parse_day(fmt::format("2026-11-{}", 10 + n))});
        store::add_delivery(
            tx, {.id = "de_" + id, .brief_id = "br_" + id, .reader_id = std::string(home_reader), .message = "x"});
        store::enqueue(tx, deliver_work("de_" + id), parts_.clock.now());
      }
    }));
  }

  void add_episode(const std::string& id, const std::string& url) {
    EXPECT_TRUE(store_->write([&](store::Tx& tx) {
      store::put(tx, Show{.id = "sh_one", .slug = "the-show", .title = "The Show"});
      Episode episode{.id = id, .show_id = "sh_one", .guid = id, .title = "An episode"};
      episode.state = EpisodeState::fetching;
      episode.transcripts = {{.url = url, .type = "text/vtt", .language = {}}};
      store::put(tx, episode);
      store::enqueue(tx, transcript_work(id), parts_.clock.now());
    }));
  }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db");
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
};

TEST_F(WaitingForServers, AMailServerThatIsSlowHoldsUpNoOtherWork) {
  add_deliveries(3);
  PatientChannel channel(3);
  auto context = context_with(parts_.network, channel);
  const auto report = Dispatch(context, {.net_threads = 1}).run_until_idle({"deliver"});
  ASSERT_TRUE(report) << report.error().log_line();
  EXPECT_EQ(report->done, 3);
}

// The system gives no more threads.
class NoThreads {
 public:
  NoThreads() {
    pthread_attr_init(&before_);
    pthread_getattr_default_np(&before_);
    pthread_attr_t huge;
    pthread_attr_init(&huge);
    pthread_attr_setstacksize(&huge, std::size_t{1} << 47);
    pthread_setattr_default_np(&huge);
    pthread_attr_destroy(&huge);
  }
  ~NoThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  NoThreads(const NoThreads&) = delete;
  NoThreads& operator=(const NoThreads&) = delete;

 private:
  pthread_attr_t before_{};
};

TEST_F(WaitingForServers, GoesOnWithTheThreadsThereAreWhereNoMoreCanBeStarted) {
  add_deliveries(2);
  PatientChannel channel(2);
  std::optional<NoThreads> none;
  channel.when_first = [&] { none.emplace(); };
  auto context = context_with(parts_.network, channel);
  const auto report = Dispatch(context, {.net_threads = 1}).run_until_idle({"deliver"});
  ASSERT_TRUE(report) << report.error().log_line();
  EXPECT_EQ(report->done, 2);
}

TEST_F(WaitingForServers, FailsWhereTheSystemGivesNoThreadsAtAll) {
  const NoThreads none;
  const auto report = Dispatch(parts_.context, {}).run_until_idle({"deliver"});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message, "the system allows too few threads to work with; raise its limit");
}

TEST_F(WaitingForServers, AHostThatIsSlowHasNotAllThreadsWaitForIt) {
  for (int n = 10; n < 50; ++n) add_episode(fmt::format("ep_{}", n), fmt::format("https://slow.example/{}.vtt", n));
  add_episode("ep_other", "https://quick.example/1.vtt");
  OneSlowHost http;
  auto context = context_with(http, parts_.channel);
  context.options.clock_kind = ClockKind::running;
  {
    std::jthread worker([&](const std::stop_token& stop) {
      EXPECT_TRUE(Dispatch(context, {.net_threads = 4, .most_net_threads = 24}).run(stop));
    });
    EXPECT_TRUE(http.await_other());
    worker.request_stop();
    http.answer_all();
  }
  const auto later = store::work_by_key(store_->read(), transcript_work("ep_49"));
  EXPECT_EQ((*later)->attempts, 0);
}

}  // namespace
}  // namespace pith::pipeline
