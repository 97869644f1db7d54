// Briefs as feeds of one item an insight: RSS 2.0 and JSON Feed 1.1. Items have Pith's own ids, never the publisher's.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "stages/delivery/brief_view.h"

namespace pith::delivery {

struct FeedInfo {
  std::string title = "Pith: today's five";
  std::string description = "The day's five insights from your podcasts, each with its proof.";
  std::string site_url;  // the page it mirrors
  std::string feed_url;  // its own address
};

// Newest brief first, as given. Items are dated by their brief.
Result<std::string> render_rss(const FeedInfo& info, std::span<const BriefView> briefs);
std::string render_json_feed(const FeedInfo& info, std::span<const BriefView> briefs);

}  // namespace pith::delivery
