// Items, documents and options for tests of stages/episode.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/episode/reconcile.h"

namespace pith::episode {

inline Time at(std::string_view text) { return *parse_rfc3339(text); }

inline const Time monday = at("2024-05-06T08:00:00Z");
inline const Time tuesday = at("2024-05-07T08:00:00Z");

inline PublishedItem item(std::string guid, std::string title, std::string url,
                          std::string date = "2024-05-05T06:00:00Z") {
  PublishedItem one;
  one.guid = std::move(guid);
  one.title = std::move(title);
  one.audio.url = std::move(url);
  one.published = parse_rfc3339(date);
  one.published_raw = std::move(date);
  return one;
}

inline PublishedFeed feed(std::vector<PublishedItem> items) {
  PublishedFeed published;
  for (auto& item : items) published.items.push_back(std::move(item));
  return published;
}

inline ReconcileOptions options(Time now = monday) { return {.show_id = "sh_a", .feed_id = "fe_a", .now = now}; }

}  // namespace pith::episode
