// The pages, one file each; what the route table names.
#pragma once

#include "web/page.h"

namespace pith::web {

Answer today_page(const Context& context);    // the reader's newest brief
Answer days_page(const Context& context);     // all briefs, newest first
Answer day_page(const Context& context);      // the brief of one day
Answer insight_page(const Context& context);  // one insight with its proof
Answer episode_page(const Context& context);  // an episode's insights, chapters and transcript
Answer shows_page(const Context& context);
Answer show_page(const Context& context);
Answer topics_page(const Context& context);  // what insights are about
Answer topic_page(const Context& context);   // what was said about one topic, over time
Answer person_page(const Context& context);  // what one person said, over time
Answer search_page(const Context& context);
Answer status_page(const Context& context);   // how Pith is, for people
Answer events(const Context& context);        // progress, as it goes on
Answer health(const Context& context);        // the same for machines: 200 "ok" or an error status
Answer metrics_page(const Context& context);  // counts for Prometheus
Answer today_feed(const Context& context);
Answer own_feed(const Context& context);  // a reader's five, at an address nobody guesses
Answer topic_feed(const Context& context);
Answer show_feed(const Context& context);
Answer person_feed(const Context& context);
Answer search_feed(const Context& context);
Answer static_file(const Context& context);
Answer favicon(const Context& context);
Answer robots(const Context& context);

}  // namespace pith::web
