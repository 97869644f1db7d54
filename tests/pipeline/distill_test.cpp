// What becomes of an episode that is distilled once and again: what webhooks are told, and the index in memory.
#include <csignal>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
#include "store/episodes.h"
#include "store/hooks.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

using std::chrono::seconds;

// Gives what a test puts into it.
class GivenDistiller final : public insight::Distiller {
 public:
  std::string name() const override { return "given"; }
  std::string version() const override { return "1"; }
  Result<insight::Distilled> distill(const Transcript&, const insight::EpisodeContext&) const override { return given; }
  insight::Distilled given;
};

Insight said_at(seconds start) {
  Insight insight;
  insight.headline = insight.text = "Heat pumps work in the cold";
  insight.key_start = start;
  insight.evidence = {{{}, start, start + seconds{10}, "Bob Guest", "They do."}};
  return insight;
}

class Distilling : public testing::Test {
 protected:
  Distilling() {
    context_.options = parts_.context.options;
    context_.options.again = std::chrono::hours{0};
    const auto done = store_->write([&](store::Tx& tx) {
      store::put(tx, Reader{.id = std::string(home_reader), .email = {}});
      store::put(tx, Show{.id = "sh_one", .slug = "the-show", .title = "The Show"});
      store::put(tx, Episode{.id = "ep_one", .show_id = "sh_one", .title = "An episode"});
      Transcript transcript;
      transcript.cues = {{seconds{0}, seconds{9}, -1, CueKind::talk, "Heat pumps work in the cold."}};
      store::put_transcript(tx, "ep_one", transcript);
      Hook hook;
      hook.id = "ho_one";
      hook.reader_id = home_reader;
      hook.url = "https://a.example/hook";
      hook.events = {HookEvent::insight_matched};
      hook.words = {"heat pumps"};
      store::put(tx, hook);
    });
    EXPECT_TRUE(done) << done.error().log_line();
  }

  // How many insights are told of so far.
  std::size_t told_once_distilled_into(std::vector<Insight> insights, bool provisional = false) {
    parts_.clock.set(parts_.clock.now() + std::chrono::hours{24});
    distiller_.given.insights = std::move(insights);
    distiller_.given.provisional = provisional;
    distiller_.given.engine = provisional ? "another" : "";
    const auto due = store_->write([&](store::Tx& tx) {
      store::enqueue(tx, distill_work("ep_one", distiller_), parts_.clock.now(), store::IfKnown::again);
    });
    EXPECT_TRUE(due);
    EXPECT_TRUE(Dispatch(context_, {}).run_until_idle({"distill"}));
    return store::messages_of_hook(store_->read(), "ho_one", 100)->size();
  }

  store::Work leased() {
    const auto key = distill_work("ep_one", distiller_);
    return *store_->write([&](store::Tx& tx) -> Result<store::Work> {
      store::enqueue(tx, key, parts_.clock.now(), store::IfKnown::again);
      auto works = store::lease(tx, {{key.step}, parts_.clock.now(), 1, "me", std::chrono::hours{1}});
      if (!works) return std::unexpected(works.error());
      return works->front();
    });
  }

  const index::ProfileIndex& archive() const { return parts_.relating.archive(); }

  std::function<void()> before_commit_;
  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ =
      *store::Store::open(folder_ / "pith.db", {.on_commit = [this](store::CommitPoint point) {
                            if (point == store::CommitPoint::before && before_commit_) before_commit_();
                          }});
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  GivenDistiller distiller_;
  Context context_{*store_,        parts_.network, distiller_, parts_.marking, parts_.relating, parts_.rounds,
                   parts_.channel, parts_.clock,   {}};
};

TEST_F(Distilling, TellsOfInsightsOnce) {
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{10}), said_at(seconds{60})}), 2U);
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{10}), said_at(seconds{60})}), 2U);
}

// Its transcript has another advertisement in it now, and all that is said comes later.
TEST_F(Distilling, TellsOfNothingAgainWhereATranscriptMoved) {
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{10}), said_at(seconds{60})}), 2U);
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{110}), said_at(seconds{160})}), 2U);
}

TEST_F(Distilling, TellsAfterAStandInOfWhatThatDidNotFind) {
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{10})}, true), 1U);
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{17}), said_at(seconds{60})}), 2U);
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{200})}), 2U);
}

TEST_F(Distilling, TellsOfTheFirstInsightsWheneverTheyCome) {
  EXPECT_EQ(told_once_distilled_into({}), 0U);
  EXPECT_EQ(told_once_distilled_into({said_at(seconds{10})}), 1U);
}

TEST_F(Distilling, LeavesTheIndexAsItIsWhereAnotherHasTheWork) {
  distiller_.given.insights = {said_at(seconds{10})};
  const auto work = leased();
  ASSERT_TRUE(store_->write([&](store::Tx& tx) { store::give_back(tx, work); }));
  EXPECT_FALSE(distill(context_, work));
  EXPECT_EQ(archive().size(), 0U);
}

// As on a disk that is full.
class NoFileGrows {
 public:
  NoFileGrows() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{0, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoFileGrows() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  NoFileGrows(const NoFileGrows&) = delete;
  NoFileGrows& operator=(const NoFileGrows&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(Distilling, HasTheStandingInsightsInTheIndexAgainWhereItsCommitFailed) {
  told_once_distilled_into({said_at(seconds{10})});
  const auto standing = store::insights_of_episode(store_->read(), "ep_one")->front().id;
  distiller_.given.insights = {said_at(seconds{200}), said_at(seconds{300})};
  const auto work = leased();
  std::optional<NoFileGrows> full;
  before_commit_ = [&] { full.emplace(); };
  const auto done = distill(context_, work);
  full.reset();
  EXPECT_FALSE(done);
  EXPECT_TRUE(archive().has(standing));
  EXPECT_EQ(archive().size(), 1U);
}

}  // namespace
}  // namespace pith::pipeline
