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
  std::string id;        // outlasts a change of address
  Time made{};           // what an empty feed says of its age
};

struct FeedItem {
  PickView pick;
  Time date{};        // when it appeared in this feed
  Time changed = {};  // when its words were made last; not before `date`
};

// Of briefs, newest first as given, dated by their brief.
std::vector<FeedItem> items_of(std::span<const BriefView> briefs);
// Gives items of one time seconds of their own, in their order: readers sort by it.
void set_apart(std::vector<FeedItem>& items);
// The insight's id in all feeds, stable over days, addresses and re-distilling (docs/decisions/0087).
std::string item_id(std::string_view insight_id);

enum class FeedFormat { rss, atom, json };
// By the ending of an address: "xml", "atom", "json".
std::optional<FeedFormat> feed_format(std::string_view ending);
std::string_view media_type(FeedFormat format);

// The items in the order given, newest first.
Result<std::string> render_feed(FeedFormat format, const FeedInfo& info, std::span<const FeedItem> items);

}  // namespace pith::delivery
