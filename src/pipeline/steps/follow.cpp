// Takes up an address somebody gave: a feed is followed, a web page and a link of Apple Podcasts lead to the feed they
// name, an OPML list to all of its feeds.
#include <fmt/format.h>

#include "base/url.h"
#include "pipeline/directory.h"
#include "pipeline/feed_visit.h"
#include "pipeline/robots.h"
#include "pipeline/steps/step.h"
#include "stages/feed/discover.h"
#include "stages/feed/opml.h"
#include "stages/feed/show_of.h"
#include "stages/feed/sniff.h"
#include "store/feeds.h"
#include "store/shows.h"

namespace pith::pipeline {

namespace {

using feed::DocumentKind;

// Of the address that the work is about.
void tell(Context& context, const store::Work& work, Event event) {
  event.step = "follow";
  event.address = work.key.subject;
  context.observe(event);
}

StepResult follow_instead(Context& context, const store::Work& work, const std::vector<std::string>& urls) {
  tell(context, work, {.subject = redact_url(work.key.subject), .leads_to = urls});
  const Time now = context.clock.now();
  return stored(context.store.write([&](store::Tx& tx) {
    for (const auto& url : urls) store::enqueue(tx, {"follow", url, work.key.version}, now, store::IfKnown::again);
    store::complete(tx, work);
  }));
}

StepResult follow_at_apple(Context& context, const store::Work& work, const std::string& apple_id) {
  const auto url = feed_at_apple(context, apple_id);
  if (!url) return std::unexpected(url.error());
  return follow_instead(context, work, {*url});
}

StepResult follow_page(Context& context, const store::Work& work, const Visit& visit) {
  const auto allowed = page_may_be_read(context, visit.response.final_url);
  if (!allowed) return std::unexpected(allowed.error());
  if (!*allowed)
    return std::unexpected(
        Error{ErrorKind::refused, fmt::format("{} is a web page whose site asks programs not to read it (robots.txt); "
                                              "give the address of the feed itself",
                                              redact_url(work.key.subject))});
  const auto links = feed::discover_feeds(visit.response.body, visit.response.final_url);
  if (links.empty())
    return std::unexpected(Error{ErrorKind::invalid_input,
                                 fmt::format("{} is a web page that names no feed", redact_url(work.key.subject))});
  if (links.front().url == work.key.subject)
    return std::unexpected(Error{ErrorKind::invalid_input, fmt::format("{} is a web page that names itself as its feed",
                                                                       redact_url(work.key.subject))});
  return follow_instead(context, work, {links.front().url});
}

StepResult follow_list(Context& context, const store::Work& work, const Visit& visit) {
  const auto opml = feed::read_opml(visit.response.body);
  if (!opml) return std::unexpected(opml.error().within(redact_url(work.key.subject)));
  for (const auto& problem : opml->problems) tell(context, work, {"", redact_url(work.key.subject), problem, true});
  std::vector<std::string> urls;
  for (const auto& entry : opml->entries) urls.push_back(entry.url);
  return follow_instead(context, work, urls);
}

std::string told(const Absorbed& absorbed) {
  auto words = fmt::format("{} {} taken, {} older {} listed", absorbed.new_episodes,
                           absorbed.new_episodes == 1 ? "episode" : "episodes", absorbed.listed_episodes,
                           absorbed.listed_episodes == 1 ? "one" : "ones");
  if (absorbed.left_out > 0)
    words += fmt::format("; {} left out: without guid, title, audio and link",
                         absorbed.left_out == 1 ? "1 item was" : fmt::format("{} items were", absorbed.left_out));
  if (!absorbed.apart_from.empty())
    words += fmt::format(
        "; it repeats the podcast:guid of {}, but is not known as its feed, and is kept as a show of its own",
        absorbed.apart_from);
  if (absorbed.is_private) words += "; it is private: nobody but the owner is shown it";
  return words;
}

// What is hidden stays so when it is followed again, and whoever asked for it is told.
std::string hidden_note(const Context& context, std::string_view url) {
  const auto session = context.store.read();
  const auto feed = store::feed_by_url(session, url);
  const auto show = feed && *feed ? store::show_by_id(session, (*feed)->show_id) : std::optional<Show>{};
  if (!show || !*show || !(*show)->hidden) return {};
  return fmt::format("; it is hidden and shown nowhere: pith remove {} --unhide shows it", (*show)->slug);
}

StepResult follow_feed(Context& context, const store::Work& work, Feed feed, const Visit& visit) {
  auto absorbed = absorb(context, {std::move(feed), visit, work});
  if (!absorbed) return std::unexpected(Failure{absorbed.error(), visit.hint.not_before});
  tell(context, work, {"", absorbed->show_title, told(*absorbed) + hidden_note(context, work.key.subject), false});
  return {};
}

StepResult keep_followed(Context& context, const store::Work& work, const Feed& feed) {
  const bool private_now = store::is_private_follow(work.key);
  const auto done = context.store.write([&](store::Tx& tx) -> Result<void> {
    store::complete(tx, work);
    return private_now ? make_private(tx, feed.show_id) : Result<void>{};
  });
  if (!done) return std::unexpected(done.error());
  const auto& url = work.key.subject;
  const auto* said = private_now ? "is followed already, and private from now on" : "is followed already";
  tell(context, work, {"", redact_url(url), said + hidden_note(context, url), false});
  return {};
}

}  // namespace

StepResult follow(Context& context, const store::Work& work) {
  const auto& url = work.key.subject;
  if (const auto id = feed::apple_id_of(url); !id.empty()) return follow_at_apple(context, work, id);
  auto known = store::feed_by_url(context.store.read(), url);
  if (!known) return std::unexpected(known.error());
  // A feed that is followed already is not asked again; a removed show's is.
  const auto followed = *known ? store::is_followed(context.store.read(), **known) : false;
  if (!followed) return std::unexpected(followed.error());
  if (*followed) return keep_followed(context, work, **known);
  Feed feed = known->value_or(Feed{});
  if (!*known) {
    feed.id = feed::feed_id_of(url);
    feed.url = url;
  }
  feed.validators = {};
  auto visited = visit(context, feed);
  if (!visited) return std::unexpected(std::move(visited.error()));
  if (auto failure = status_failure(context, *visited, url)) return std::unexpected(std::move(*failure));
  switch (feed::sniff(visited->response.body)) {
    case DocumentKind::html:
      return follow_page(context, work, *visited);
    case DocumentKind::opml:
      return follow_list(context, work, *visited);
    default:
      return follow_feed(context, work, std::move(feed), *visited);
  }
}

// Whoever gave the address is told; the owner's page and `pith doctor` say so until it is forgotten or given again.
Result<void> give_up_follow(Context& context, const store::Work& work, const Error& error) {
  tell(context, work, {"", redact_url(work.key.subject), error.message, true});
  return context.store.write([&](store::Tx& tx) { store::abandon(tx, work, error.message); });
}

}  // namespace pith::pipeline
