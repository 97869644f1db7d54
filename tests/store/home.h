// A store in a folder of its own, with small values to put into it.
#pragma once

#include <gtest/gtest.h>

#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/readers.h"
#include "store/search.h"
#include "store/shows.h"
#include "store/store.h"
#include "store/transcripts.h"
#include "store/work.h"
#include "support/files.h"

namespace pith::store {

inline Time at(int minute) { return from_micros(1'700'000'000'000'000) + std::chrono::minutes{minute}; }

inline Show a_show(std::string id = "sh_one") {
  Show show;
  show.id = std::move(id);
  show.slug = "the-show";
  show.title = "The Show";
  show.categories = {"Science", "Döner & \"more\""};
  show.persons = {{"Ann Host", "host", "cast", "https://a.example", ""}};
  show.added = at(0);
  return show;
}

inline Feed a_feed(std::string id = "fe_one") {
  Feed feed;
  feed.id = std::move(id);
  feed.show_id = "sh_one";
  feed.url = "https://a.example/" + feed.id;
  feed.aliases = {"http://old.example/" + feed.id};
  feed.validators = {"\"e1\"", "Wed, 25 Nov 2026 06:00:00 GMT"};
  feed.next_poll = at(60);
  feed.last_good = at(1);
  return feed;
}

inline Episode an_episode(std::string id = "ep_one", int minute = 10) {
  Episode episode;
  episode.id = std::move(id);
  episode.show_id = "sh_one";
  episode.feed_id = "fe_one";
  episode.guid = "guid-" + episode.id;
  episode.aliases = {"other-guid"};
  episode.title = "An episode";
  episode.published = at(minute);
  episode.first_seen = at(minute + 1);
  episode.audio = {"https://a.example/a.mp3", "audio/mpeg", 123456789012};
  episode.duration = std::chrono::seconds{3600};
  episode.transcripts = {{"https://a.example/a.vtt", "text/vtt", "en", "captions"}};
  episode.chapters = {{std::chrono::milliseconds{1500}, "Start", "", "", true}};
  return episode;
}

inline Transcript a_transcript() {
  using std::chrono::milliseconds;
  Transcript transcript;
  transcript.speakers = {"Ann Host", "Bob Guest"};
  transcript.cues = {
      {milliseconds{0}, milliseconds{2500}, 0, CueKind::talk, "Heat pumps work in the cold, says the café owner."},
      {milliseconds{2500}, milliseconds{4000}, -1, CueKind::ad, "Buy the zebra mattress."},
      {milliseconds{4000}, milliseconds{9000}, 1, CueKind::talk, "Running one costs half of what gas does."},
      {milliseconds{9000}, milliseconds{9500}, 1, CueKind::chatter, "How was your giraffe weekend?"}};
  transcript.language = "en";
  transcript.format = "vtt";
  return transcript;
}

inline Insight an_insight(std::string id = "in_one", double score = 2.5) {
  using std::chrono::milliseconds;
  Insight insight;
  insight.id = std::move(id);
  insight.episode_id = "ep_one";
  insight.show_id = "sh_one";
  insight.headline = "Heat pumps work in the cold";
  insight.text = "Heat pumps work in the cold, and running one costs half of what gas does.";
  insight.speaker = "Bob Guest";
  insight.topics = {"heating"};
  insight.score = score;
  insight.key_start = milliseconds{4000};
  insight.evidence = {{{2, 2}, milliseconds{4000}, milliseconds{9000}, "Bob Guest", "Running one costs half"}};
  insight.engine = "builtin";
  insight.version = "1";
  insight.published = at(10);
  insight.first_seen = at(11);
  return insight;
}

inline Brief a_brief(std::string id = "br_one", CivilDay day = *parse_day("2026-11-25")) {
  Brief brief;
  brief.id = std::move(id);
  brief.reader_id = "re_home";
  brief.day = day;
  brief.made = at(100);
  brief.picks = {{"in_one", "new to you", 1.25}};
  brief.note = "One only.";
  return brief;
}

inline Delivery a_delivery() {
  Delivery delivery;
  delivery.id = "de_one";
  delivery.brief_id = "br_one";
  delivery.reader_id = "re_home";
  delivery.channel = "outbox";
  delivery.message_id = "br_one@pith";
  delivery.message = "Subject: x\r\n\r\nbody";
  return delivery;
}

// A search for one word.
inline Words a_word(std::string word) { return {.wanted = {Term{{std::move(word)}}}}; }

class Home : public testing::Test {
 protected:
  Home() : store_(open()) {}

  std::unique_ptr<Store> open(OpenOptions options = {}) {
    auto opened = Store::open(folder_ / "pith.db", options);
    if (!opened) throw std::runtime_error(opened.error().log_line());
    return std::move(*opened);
  }

  // Writes and expects it to succeed.
  template <class Work>
  void write(Work work) {
    const auto done = store_->write(work);
    EXPECT_TRUE(done) << done.error().log_line();
  }

  // A show, its feed, an episode with transcript, an insight and the home reader.
  void fill() {
    write([](Tx& tx) {
      put(tx, a_show());
      put(tx, a_feed());
      put(tx, an_episode());
      put_transcript(tx, "ep_one", a_transcript());
      replace_insights(tx, "ep_one", std::vector{an_insight()});
      put(tx, Reader{.id = "re_home", .email = {}, .added = at(0)});
    });
  }

  test::TempFolder folder_;
  std::unique_ptr<Store> store_;
};

template <class T>
std::vector<std::string> ids(const Result<std::vector<T>>& found) {
  std::vector<std::string> out;
  EXPECT_TRUE(found) << found.error().log_line();
  if (found)
    for (const auto& one : *found) out.push_back(one.id);
  return out;
}

}  // namespace pith::store
