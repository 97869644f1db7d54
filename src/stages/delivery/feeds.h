// Insights as feeds, an item each: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. Items have Pith's own ids, never the
// publisher's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/delivery/brief_view.h"

namespace pith::delivery {

struct FeedInfo {
  std::string title = "Pith: today's five";
  std::string description = "The day's five insights from your podcasts, each with its proof.";
  std::string site_url;  // the page it mirrors
  std::string feed_url;  // its own address
};

struct FeedItem {
  PickView pick;
  Time date{};  // when it appeared in this feed
};

// Of briefs, newest first as given, dated by their brief.
std::vector<FeedItem> items_of(std::span<const BriefView> briefs);

enum class FeedFormat { rss, atom, json };
// By the ending of an address: "xml", "atom", "json".
std::optional<FeedFormat> feed_format(std::string_view ending);
std::string_view media_type(FeedFormat format);

// The items in the order given, newest first.
Result<std::string> render_feed(FeedFormat format, const FeedInfo& info, std::span<const FeedItem> items);

}  // namespace pith::delivery
