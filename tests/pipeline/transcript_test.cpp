// Episodes that are heard while their publisher is asked for a transcript.
#include <gtest/gtest.h>

#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
#include "store/episodes.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "store/work_of_others.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

// Answers all with the same; what happens meanwhile happens first.
class Publisher final : public net::HttpClient {
 public:
  void start(net::HttpRequest request, Callback done) override {
    meanwhile();
    net::HttpResponse response;
    response.status = status;
    response.final_url = request.url;
    response.body = body;
    done(response);
  }
  std::function<void()> meanwhile = [] {};
  int status = 404;
  std::string body;
};

class TranscriptOfAnEpisode : public testing::Test {
 protected:
  TranscriptOfAnEpisode() {
    write([](store::Tx& tx) {
      Show show;
      show.id = "sh_one";
      show.slug = "show";
      store::put(tx, show);
      Episode episode;
      episode.id = "ep_one";
      episode.show_id = "sh_one";
      episode.state = EpisodeState::waiting;
      episode.transcripts = {{"https://a.example/a.vtt", "text/vtt", "en", ""}};
      store::put(tx, episode);
      store::enqueue(tx, {"transcript", "ep_one", ""}, {});
    });
    work_ = store_
                ->write([](store::Tx& tx) {
                  return store::lease(tx, {{"transcript"}, Time{}, 1, "me", std::chrono::hours{1}});
                })
                .value()
                .at(0);
  }

  template <class Work>
  void write(Work work) {
    EXPECT_TRUE(store_->write(work));
  }
  // By another process.
  void hear() {
    write([](store::Tx& tx) {
      Transcript heard;
      heard.format = "heard";
      store::put_transcript(tx, "ep_one", heard);
      store::set_state(tx, "ep_one", EpisodeState::distilled);
    });
  }
  void expect_as_heard() {
    EXPECT_EQ((*store::episode_by_id(store_->read(), "ep_one"))->state, EpisodeState::distilled);
    EXPECT_EQ((*store::transcript_of(store_->read(), "ep_one"))->format, "heard");
    EXPECT_FALSE(*store::is_pending(store_->read(), "distill", "ep_one"));
    EXPECT_FALSE(*store::is_pending(store_->read(), "transcribe", "ep_one"));
  }
  store::WorkState state() { return (*store::work_by_key(store_->read(), work_.key))->state; }

  test::TempFolder folder_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_ / "pith.db");
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  Publisher publisher_;
  Marking marking_{std::make_shared<transcript::MarkModels>()};
  Context context_{*store_,       publisher_,     parts_.distiller, marking_, parts_.relating,
                   parts_.rounds, parts_.channel, parts_.clock,     {}};
  store::Work work_;
};

TEST_F(TranscriptOfAnEpisode, StaysAsItWasHeardWhereAskingItsPublisherIsGivenUpLater) {
  hear();
  ASSERT_TRUE(give_up_transcript(context_, work_, {ErrorKind::http_status, "not there", ""}));
  expect_as_heard();
  EXPECT_EQ(state(), store::WorkState::done);
}

TEST_F(TranscriptOfAnEpisode, StaysAsItWasHeardWhereItsPublisherRefusesLater) {
  publisher_.meanwhile = [&] { hear(); };
  EXPECT_FALSE(fetch_transcript(context_, work_));
  expect_as_heard();
}

TEST_F(TranscriptOfAnEpisode, ThatWasHeardMeanwhileGivesWayToItsPublishersAsOneThatComesLater) {
  publisher_.meanwhile = [&] { hear(); };
  publisher_.status = 200;
  publisher_.body =
      "WEBVTT\n\n00:00.000 --> 00:09.000\nStoring heat in sand costs a tenth of storing it in batteries.\n";
  ASSERT_TRUE(fetch_transcript(context_, work_));
  EXPECT_EQ((*store::transcript_of(store_->read(), "ep_one"))->format, "vtt");
  EXPECT_EQ((*store::episode_by_id(store_->read(), "ep_one"))->state, EpisodeState::distilled);
  EXPECT_TRUE(*store::is_pending(store_->read(), "distill", "ep_one"));
  EXPECT_EQ(state(), store::WorkState::done);
}

TEST_F(TranscriptOfAnEpisode, IsGivenUpWhereItStillWaits) {
  ASSERT_TRUE(give_up_transcript(context_, work_, {ErrorKind::http_status, "not there", ""}));
  EXPECT_EQ((*store::episode_by_id(store_->read(), "ep_one"))->reason, "not there");
  EXPECT_EQ(state(), store::WorkState::dead);
}

}  // namespace
}  // namespace pith::pipeline
