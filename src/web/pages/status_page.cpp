#include <algorithm>

#include <fmt/format.h>

#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"
#include "web/cards.h"
#include "web/client_address.h"
#include "web/pages/model_status.h"
#include "web/pages/pages.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int waiting_shown = 30;
constexpr std::size_t feeds_shown = 50;
constexpr std::size_t dead_shown = 50;

std::string when_of(const Feed& feed, Time now) {
  const auto read = feed.last_polled ? "asked " + relative_time(*feed.last_polled, now) : "not asked yet";
  const auto good = !feed.problem.empty() && feed.last_good ? ", last well " + relative_time(*feed.last_good, now) : "";
  return fmt::format("{}{}, next {}", read, good, feed.next_poll <= now ? "now" : relative_time(feed.next_poll, now));
}

// Of the feeds that are well: how many, and when the next is asked.
std::string others_of(const std::vector<Feed>& well, Time now) {
  if (well.empty()) return "";
  const auto count = static_cast<std::int64_t>(well.size());
  const auto next = std::ranges::min(well, {}, &Feed::next_poll).next_poll;
  return fmt::format("{} well; {} is asked {}.", counted(count, "feed is", "feeds are"), count == 1 ? "it" : "the next",
                     next <= now ? "now" : relative_time(next, now));
}

std::size_t add_feeds(const Context& context, templates::Values& body) {
  auto feeds = context.take(store::feeds(context.store()));
  std::erase_if(feeds, [&](const Feed& feed) { return feed.ended || context.reading.show(feed.show_id) == nullptr; });
  if (feeds.empty()) return 0;
  const auto troubled = static_cast<std::size_t>(
      std::ranges::partition(feeds, [](const Feed& feed) { return !feed.problem.empty(); }).begin() - feeds.begin());
  auto& section = body.add("FEEDS");
  for (std::size_t n = 0; n < std::min(troubled, feeds_shown); ++n) {
    const auto* show = context.reading.show(feeds[n].show_id);
    auto& row = section.add("ROW");
    row.set("URL", links().show(show->slug)).set("SHOW", show->title);
    row.set("PROBLEM", feeds[n].problem).set("WHEN", when_of(feeds[n], context.now));
  }
  section.set_if("OTHERS",
                 others_of({feeds.begin() + static_cast<std::ptrdiff_t>(troubled), feeds.end()}, context.now));
  return troubled;
}

void add_waiting(const Context& context, templates::Values& body) {
  const auto episodes =
      context.take(store::episodes_in_state(context.store(), EpisodeState::waiting, {waiting_shown, 0}));
  if (episodes.empty()) return;
  auto& section = body.add("WAITING");
  for (const auto& episode : episodes) {
    const auto* show = context.reading.show(episode.show_id);
    if (show == nullptr) continue;
    auto& row = section.add("ROW");
    row.set("URL", links().episode(episode.id)).set("TEXT", episode.title).set("SHOW", show->title);
    fill_origin(row, *show, episode, context.options.zone);
    row.set("WHY", episode.reason.empty() ? standing_of(episode) : as_sentence(episode.reason));
  }
  const auto by_state = context.take(store::count_by_state(context.store()));
  const auto all = by_state.contains(EpisodeState::waiting) ? by_state.at(EpisodeState::waiting) : 0;
  if (all > waiting_shown) section.set_if("MORE", fmt::format("And {} more.", all - waiting_shown));
}

std::size_t add_dead(const Context& context, templates::Values& body) {
  const auto dead = context.take(store::dead_work(context.store()));
  if (dead.empty()) return 0;
  auto& section = body.add("DEAD");
  for (std::size_t n = 0; n < std::min(dead.size(), dead_shown); ++n) {
    auto step = dead[n].key.step;
    std::ranges::replace(step, '_', ' ');
    auto& row = section.add("ROW");
    row.set("WHAT", subject_of(context, dead[n].key.subject)).set("WHY", dead[n].error).set("STEP", step);
    row.set("ATTEMPTS", counted(dead[n].attempts, "attempt", "attempts"));
  }
  return dead.size();
}

std::string summary(std::size_t dead, std::size_t troubled) {
  if (dead + troubled == 0) return "All is well.";
  if (dead == 0)
    return fmt::format("{} cannot be read just now.", counted(static_cast<std::int64_t>(troubled), "feed", "feeds"));
  const auto given_up = counted(static_cast<std::int64_t>(dead), "task was", "tasks were");
  if (troubled == 0) return fmt::format("{} given up for now.", given_up);
  return fmt::format("{} given up for now; {} cannot be read.", given_up,
                     counted(static_cast<std::int64_t>(troubled), "feed", "feeds"));
}

}  // namespace

Answer status_page(const Context& context) {
  Page page(context, "status.html", "Status");
  auto& body = page.body();
  page.script("progress.js");
  add_progress(body, context.take(progress_of(context.store(), context.now, context.options.for_owner)));
  if (!context.options.for_owner) {  // errors name servers and addresses that are the owner's affair
    body.set("SENTENCE", "How much is here. What is the matter, if anything, its owner sees.");
    return page.answer();
  }
  const auto dead = add_dead(context, body);
  add_later(context, body);
  const auto troubled = add_feeds(context, body);
  add_waiting(context, body);
  add_model(context, body);
  body.set("SENTENCE", summary(dead, troubled));
  return page.answer();
}

Answer events(const Context& context) {
  auto seat = context.limits.listeners.take(limit_key(context.visit.address()));
  if (!seat)
    return http::Response{429,
                          {{"Content-Type", "text/plain; charset=utf-8"}, {"Retry-After", "60"}},
                          "Too many pages listen from your address. Close one, or load this one again in a minute.\n"};
  http::Response response{200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, ""};
  response.stream = context.progress.events(std::move(seat), context.options.for_owner);
  return response;
}

Answer health(const Context& context) {
  context.take(store::count_leased(context.store()));  // a store that cannot be read makes this an error page
  return http::Response{200, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}}, "ok\n"};
}

}  // namespace pith::web
