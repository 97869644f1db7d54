#include <fmt/format.h>

#include "store/topics.h"
#include "web/pages/pages.h"
#include "web/said.h"
#include "web/show_text.h"

namespace pith::web {

Answer topics_page(const Context& context) {
  Page page(context, "topics.html", "Topics");
  page.within("TOPICS");
  auto& body = page.body();
  const auto topics = context.take(store::topics(context.store(), context.options.for_owner));
  for (const auto& topic : topics) {
    auto& row = body.add("TOPIC");
    row.set("URL", links().topic(topic.slug)).set("TEXT", topic.name);
    row.set("COUNT", grouped(topic.insights)).set("NOUN", topic.insights == 1 ? "insight" : "insights");
  }
  body.set("SENTENCE",
           topics.empty()
               ? "No insight has been filed under a topic yet."
               : "What insights are about, and how many there are; each leads to what was said, newest first.");
  return page.answer();
}

Answer topic_page(const Context& context) {
  const auto name = context.take(store::topic_name(context.store(), {context.argument, context.options.for_owner}));
  const auto at = paging_of(context.request, said_a_page);
  auto insights = context.take(
      store::insights_of_topic(context.store(), {context.argument, context.options.for_owner}, at.one_more()));
  if (name.empty() || insights.empty())
    return fail(ErrorKind::not_found,
                "Nothing here was filed under this topic. The topics there are stand at /topics.");
  Page page(context, "topic.html", name);
  page.within("TOPICS").describe(insights.front().headline);
  const FeedLinks feed{name, fmt::format("/feeds{}", links().topic(context.argument))};
  page.announce(feed);
  add_feed_links(page.body(), feed);
  auto& body = page.body();
  body.set("HEADING", name);
  add_said(context, body,
           {.address = links().topic(context.argument),
            .at = at,
            .days = context.take(store::days_of_topic(context.store(), {context.argument, context.options.for_owner})),
            .insights = std::move(insights)});
  return page.answer();
}

}  // namespace pith::web
