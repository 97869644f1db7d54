// Feeds a web page names: its <link rel="alternate"> elements, then links that look like feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::feed {

struct FeedLink {
  std::string url;  // absolute, http or https
  std::string title;
  bool declared = false;  // by <link rel="alternate">; else guessed from an <a>
  bool operator==(const FeedLink&) const = default;
};

// Declared ones first, each in document order, no URL twice; comment feeds of blogs last. At most 50.
std::vector<FeedLink> discover_feeds(std::string_view html, std::string_view page_url);

}  // namespace pith::feed
