// A small made-up world in a store of its own, and the site over it on a loopback port.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/ids.h"
#include "store/briefs.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "store/work.h"
#include "support/files.h"
#include "support/http_client.h"
#include "web/web_server.h"

namespace pith::test {

inline Time at(std::string_view text) { return *parse_rfc3339(text); }

inline Show make_show(std::string id, std::string title) {
  Show show;
  show.id = std::move(id);
  show.slug = slug_of(title);
  show.title = std::move(title);
  show.author = "Mara Lindqvist";
  show.description = "How the lights stay on, told by those who keep them on.";
  show.link = "https://" + show.slug + ".example/";
  show.added = at("2026-11-01");
  return show;
}

inline Episode make_episode(std::string id, const Show& show, std::string title, std::string_view published) {
  Episode episode;
  episode.id = std::move(id);
  episode.show_id = show.id;
  episode.feed_id = "fe_" + show.id;
  episode.guid = episode.id;
  episode.title = std::move(title);
  episode.published = at(published);
  episode.first_seen = episode.published;
  episode.audio.url = show.link + episode.id + ".mp3";
  episode.duration = std::chrono::minutes(48);
  episode.state = EpisodeState::distilled;
  return episode;
}

inline Cue make_cue(int second, int speaker, std::string text, CueKind kind = CueKind::talk) {
  return {std::chrono::seconds(second), std::chrono::seconds(second + 5), speaker, kind, std::move(text)};
}

// Nine turns; the quote of make_insight is in cues 8 and 9, an advertisement in 5 and 6.
inline Transcript make_transcript() {
  Transcript transcript;
  transcript.speakers = {"Mara Lindqvist", "Tomas Okafor"};
  transcript.cues = {
      make_cue(0, 0, "Welcome back, it is raining here again.", CueKind::chatter),
      make_cue(6, 1, "Here too, all week.", CueKind::chatter),
      make_cue(12, 0, "So, what did you learn from the blackout drill?"),
      make_cue(18, 1, "We always planned for the storm itself."),
      make_cue(24, 0, "And that was wrong?"),
      make_cue(30, 0, "This part is brought to you by Hollow Oak Mattresses.", CueKind::ad),
      make_cue(36, 0, "Hollow Oak, sleep like wood.", CueKind::ad),
      make_cue(42, 1, "It was not enough."),
      make_cue(48, 1, "The storm takes the line down, but the restart takes the city down."),
      make_cue(54, 1, "A transformer that comes back cold draws six times its normal current."),
      make_cue(60, 0, "Six times?"),
      make_cue(66, 1, "Six times, for about twenty seconds."),
      make_cue(72, 0, "So you stagger it."),
      make_cue(78, 1, "We stagger it by street."),
      make_cue(84, 0, "Thank you for coming."),
  };
  return transcript;
}

inline Insight make_insight(std::string id, const Episode& episode, std::string headline) {
  Insight insight;
  insight.id = std::move(id);
  insight.episode_id = episode.id;
  insight.show_id = episode.show_id;
  insight.headline = std::move(headline);
  insight.text =
      "The storm takes the line down, but the restart takes the city down. A cold transformer draws six times.";
  insight.speaker = "Tomas Okafor";
  insight.topics = {"grid restart", "transformers"};
  insight.score = 4;
  insight.key_start = std::chrono::seconds(48);
  insight.evidence = {{{8, 9},
                       std::chrono::seconds(48),
                       std::chrono::seconds(59),
                       "Tomas Okafor",
                       "the restart takes the city down. A transformer that comes back cold"}};
  insight.engine = "builtin";
  insight.published = episode.published;
  insight.first_seen = episode.first_seen;
  return insight;
}

// A store in a folder of its own.
struct StoreFixture : testing::Test {
  StoreFixture() : store(*store::Store::open(folder / "pith.db")) {
    Reader reader;
    reader.id = "re_home";
    write([&](store::Tx& tx) { store::put(tx, reader); });
  }

  template <class Work>
  void write(Work&& work) {
    const auto written = store->write(std::forward<Work>(work));
    ASSERT_TRUE(written) << written.error().log_line();
  }

  // A show, its feed and its episode.
  static void put_episode(store::Tx& tx, const Show& show, const Episode& episode) {
    Feed feed;
    feed.id = episode.feed_id;
    feed.show_id = show.id;
    feed.url = show.link + "feed.xml";
    feed.next_poll = at("2026-11-25T09:00:00Z");
    store::put(tx, show);
    store::put(tx, feed);
    store::put(tx, episode);
  }

  // One show with one distilled episode and its insight.
  void put_one_insight() {
    write([&](store::Tx& tx) {
      put_episode(tx, grid, restart);
      store::put_transcript(tx, restart.id, make_transcript());
      store::replace_insights(tx, restart.id, std::vector{claim});
    });
  }

  TempFolder folder;
  std::unique_ptr<store::Store> store;
  Show grid = make_show("sh_grid", "The Deep Grid");
  Episode restart = make_episode("ep_restart", grid, "Starting a city from cold", "2026-11-24T05:00:00Z");
  Insight claim = make_insight("in_restart", restart, "The restart, not the storm, takes a city down");
};

// The same with the pages on a port.
struct SiteFixture : StoreFixture {
  SiteFixture() : clock(at("2026-11-25T08:00:00Z")) {
    web::SiteOptions options;
    options.url = "https://pith.example";
    server = *web::WebServer::start(*store, clock, options, {.threads = 2});
  }
  HttpAnswer get(std::string_view target, std::string_view headers = {}) const {
    return http_get(server->port(), target, headers);
  }
  std::string page(std::string_view target) const {
    const auto answer = get(target);
    EXPECT_EQ(answer.status, 200) << target;
    return answer.body;
  }
  void put_brief(std::string_view day, std::vector<Pick> picks, std::string note = {}) {
    const Brief brief{"br_" + std::string(day), "re_home", *parse_day(day), at(day), std::move(picks), std::move(note)};
    write([&](store::Tx& tx) { store::add_brief(tx, brief); });
  }

  FixedClock clock;
  std::unique_ptr<web::WebServer> server;
};

}  // namespace pith::test
