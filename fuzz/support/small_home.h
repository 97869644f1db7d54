// A home with one insight, and the site over it as its owner sees it.
#pragma once

#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "home_folder.h"
#include "small_talk.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/store.h"
#include "store/transcripts.h"
#include "web/site.h"

namespace pith::fuzz {

inline void put_one_insight(store::Tx& tx) {
  const Time day = *parse_rfc3339("2026-11-24T08:00:00Z");
  Reader reader;
  reader.id = "re_home";
  Show show;
  show.id = "sh_aaaaaaaaaaaa", show.slug = "grid", show.title = "Deep Grid";
  Episode episode;
  episode.id = "ep_aaaaaaaaaaaa", episode.show_id = show.id, episode.title = "Restart", episode.published = day;
  episode.state = EpisodeState::distilled;
  Insight insight;
  insight.id = "in_aaaaaaaaaaaa", insight.episode_id = episode.id, insight.show_id = show.id;
  insight.headline = "A cache miss costs more than the sum", insight.text = "Memory is 200 times slower, always.";
  insight.published = day;
  store::put(tx, reader);
  store::put(tx, show);
  store::put(tx, episode);
  store::put_transcript(tx, episode.id, small_talk());
  store::replace_insights(tx, episode.id, std::vector{insight});
}

class SmallSite {
 public:
  SmallSite() : store_(*store::Store::open(folder_.database())) {
    if (!store_->write(put_one_insight)) std::abort();
    web::SiteOptions options;
    options.quotas = {};
    site_ = *web::Site::make(*store_, clock_, std::move(options));
  }

  // As a program on the same machine asks.
  http::Response ask(http::Request request) const {
    request.peer = "127.0.0.1";
    request.headers.emplace_back("Host", "localhost:8700");
    return site_->handle(request);
  }

 private:
  HomeFolder folder_;
  std::unique_ptr<store::Store> store_;
  SystemClock clock_;
  std::unique_ptr<web::Site> site_;
};

}  // namespace pith::fuzz
