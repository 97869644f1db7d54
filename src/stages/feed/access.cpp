#include "stages/feed/access.h"

#include "base/url.h"

namespace pith::feed {

namespace {

void lend(const Url& from, std::string& address) {
  auto url = parse_url(address);
  if (!url || !url->user_info.empty() || !same_origin(*url, from)) return;
  url->user_info = from.user_info;
  address = url->text();
}

}  // namespace

void lend_access(PublishedFeed& published, std::string_view feed_url) {
  const auto from = parse_url(feed_url);
  if (!from || !from->is_http() || from->user_info.empty()) return;
  for (auto& item : published.items) {
    lend(*from, item.audio.url);
    lend(*from, item.chapters_url);
    for (auto& link : item.transcripts) lend(*from, link.url);
  }
}

}  // namespace pith::feed
