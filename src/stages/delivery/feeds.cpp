#include "stages/delivery/feeds.h"

#include <algorithm>

#include <fmt/format.h>

#include "lib/json/json.h"
#include "stages/delivery/templates.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

// RFC 822 as RSS wants it: an HTTP-date is one.
std::string feed_date(Time time) { return format_http_date(time); }

// "pith:in_x": the insight's own id in all feeds, stable over days and re-distilling.
std::string item_id(const PickView& pick) { return "pith:" + pick.insight_id; }

bool has_speaker(const PickView& pick) { return !pick.speaker.empty() && pick.speaker != "unknown speaker"; }

// Of the newest item; none for an empty feed.
std::optional<Time> newest(std::span<const FeedItem> items) {
  const auto found = std::ranges::max_element(items, {}, &FeedItem::date);
  return found == items.end() ? std::nullopt : std::optional(found->date);
}

Result<std::string> item_html(const PickView& pick) {
  templates::Values values;
  values.set("TEXT", pick.text).set("INSIGHT_URL", pick.insight_url);
  values.set("EPISODE", pick.episode_title).set("PROOF", proof_line(pick));
  values.set_if("REASON", pick.reason);
  values.set_if("AUDIO_URL", pick.audio_url);
  if (quote_adds(pick)) values.set_if("QUOTE", pick.quote);
  return fill("feed_item.html", values);
}

Result<std::string> render_xml(std::string_view name, const FeedInfo& info, std::span<const FeedItem> items,
                               std::string (*date_of)(Time)) {
  templates::Values feed;
  feed.set("TITLE", info.title).set("DESCRIPTION", info.description);
  feed.set("SITE_URL", info.site_url).set("FEED_URL", info.feed_url);
  const auto built = newest(items);
  if (built) feed.set_if("BUILT", date_of(*built));
  feed.set("UPDATED", date_of(built.value_or(Time{})));
  for (const auto& [pick, date] : items) {
    const auto html = item_html(pick);
    if (!html) return std::unexpected(html.error());
    auto& item = feed.add("ITEM").set("TITLE", pick.headline).set("URL", pick.insight_url).set("ID", item_id(pick));
    item.set("DATE", date_of(date)).set("HTML", *html);
    item.set_if("SPEAKER", has_speaker(pick) ? pick.speaker : std::string{});
    for (const auto& topic : pick.topics) item.add("TOPIC").set("TOPIC", topic);
  }
  return fill(name, feed);
}

Result<json::Value> json_item(const FeedItem& entry) {
  const auto& pick = entry.pick;
  const auto html = item_html(pick);
  if (!html) return std::unexpected(html.error());
  auto item = json::object({{"id", item_id(pick)}, {"url", pick.insight_url}, {"title", pick.headline}});
  item.set("content_html", *html);
  item.set("content_text", pick.text);
  item.set("date_published", format_rfc3339(entry.date));
  if (!pick.reason.empty()) item.set("summary", pick.reason);
  if (!pick.audio_url.empty()) item.set("external_url", pick.audio_url);
  if (has_speaker(pick)) item.set("authors", json::array({json::object({{"name", pick.speaker}})}));
  if (pick.topics.empty()) return item;
  auto tags = json::array();
  for (const auto& topic : pick.topics) tags.push(topic);
  item.set("tags", std::move(tags));
  return item;
}

Result<std::string> render_json(const FeedInfo& info, std::span<const FeedItem> entries) {
  auto items = json::array();
  for (const auto& entry : entries) {
    auto item = json_item(entry);
    if (!item) return std::unexpected(item.error());
    items.push(*std::move(item));
  }
  auto feed = json::object({{"version", "https://jsonfeed.org/version/1.1"}, {"title", info.title}});
  feed.set("home_page_url", info.site_url).set("feed_url", info.feed_url).set("description", info.description);
  feed.set("items", std::move(items));
  return json::write(feed);
}

}  // namespace

std::vector<FeedItem> items_of(std::span<const BriefView> briefs) {
  std::vector<FeedItem> items;
  for (const auto& untidy : briefs) {
    auto brief = tidy(untidy);
    for (auto& pick : brief.picks) items.push_back({std::move(pick), brief.made});
  }
  return items;
}

std::optional<FeedFormat> feed_format(std::string_view ending) {
  if (ending == "xml") return FeedFormat::rss;
  if (ending == "atom") return FeedFormat::atom;
  if (ending == "json") return FeedFormat::json;
  return std::nullopt;
}

std::string_view media_type(FeedFormat format) {
  switch (format) {
    case FeedFormat::rss:
      return "application/rss+xml";
    case FeedFormat::atom:
      return "application/atom+xml";
    case FeedFormat::json:
      break;
  }
  return "application/feed+json";
}

Result<std::string> render_feed(FeedFormat format, const FeedInfo& info, std::span<const FeedItem> items) {
  if (format == FeedFormat::json) return render_json(info, items);
  if (format == FeedFormat::atom) return render_xml("feed.atom", info, items, format_rfc3339);
  return render_xml("feed.xml", info, items, feed_date);
}

}  // namespace pith::delivery
