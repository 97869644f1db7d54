#include "stages/feed/show_of.h"

#include "base/ids.h"
#include "base/url.h"

namespace pith::feed {

namespace {

void put(Show& show, const PublishedFeed& published) {
  show.title = published.title;
  show.author = published.author;
  show.owner = published.owner;
  show.description = published.description;
  show.link = published.link;
  show.image = published.image;
  show.language = published.language;
  show.categories = published.categories;
  show.persons = published.persons;
}

// A feed without a title goes by its site's name.
std::string name_of(const PublishedFeed& published, std::string_view feed_url) {
  if (!published.title.empty()) return published.title;
  const auto url = parse_url(feed_url);
  return url ? url->host : std::string(feed_url);
}

}  // namespace

Show show_of(const PublishedFeed& published, std::string_view feed_url, Time now) {
  const auto address = comparable_url(feed_url);
  Show show;
  put(show, published);
  show.title = name_of(published, feed_url);
  show.id = make_id("sh", {published.guid.empty() ? std::string_view(address) : std::string_view(published.guid)});
  show.slug = slug_of(show.title);
  show.added = now;
  return show;
}

std::string show_id_apart(std::string_view show_id, std::string_view feed_url) {
  return make_id("sh", {show_id, comparable_url(feed_url)});
}

Show refreshed(const Show& known, const PublishedFeed& published) {
  if (!published.complete) return known;
  auto show = known;
  put(show, published);
  if (show.title.empty()) show.title = known.title;
  return show;
}

std::string feed_id_of(std::string_view feed_url) { return make_id("fe", {comparable_url(feed_url)}); }

}  // namespace pith::feed
