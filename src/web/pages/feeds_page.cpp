#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "stages/delivery/feeds.h"
#include "store/briefs.h"
#include "web/pages/brief_parts.h"
#include "web/pages/pages.h"

namespace pith::web {

namespace {

constexpr int briefs_in_feed = 10;

// The site's address, or the one it was asked at: links in a feed must be whole.
std::string site_of(const Context& context) {
  const auto host = context.request.header("Host");
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view(".:-[]").contains(c);
  };
  if (!context.options.url.empty() || host.empty() || !std::ranges::all_of(host, plain)) return context.options.url;
  return fmt::format("http://{}", host);
}

std::vector<delivery::BriefView> newest_views(const Context& context) {
  const delivery::Addresses whole(site_of(context));
  std::vector<delivery::BriefView> views;
  for (const auto& brief : context.take(store::briefs(context.store(), context.options.reader_id, {briefs_in_feed, 0})))
    views.push_back(brief_view(context, brief, whole));
  return views;
}

delivery::FeedInfo info_of(const Context& context) {
  delivery::FeedInfo info;
  info.title = fmt::format("{}: today’s five", context.options.title);
  info.site_url = site_of(context) + "/";
  info.feed_url = site_of(context) + context.request.path;
  return info;
}

}  // namespace

Answer rss_feed(const Context& context) {
  auto feed = delivery::render_rss(info_of(context), newest_views(context));
  if (!feed) return std::unexpected(feed.error());
  return http::Response{200, {{"Content-Type", "application/rss+xml; charset=utf-8"}}, *std::move(feed)};
}

Answer json_feed(const Context& context) {
  auto feed = delivery::render_json_feed(info_of(context), newest_views(context));
  return http::Response{200, {{"Content-Type", "application/feed+json; charset=utf-8"}}, std::move(feed)};
}

}  // namespace pith::web
