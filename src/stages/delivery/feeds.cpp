#include "stages/delivery/feeds.h"

#include <fmt/format.h>

#include "lib/json/json.h"
#include "stages/delivery/templates.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

// RFC 822 as RSS wants it: an HTTP-date is one.
std::string feed_date(Time time) { return format_http_date(time); }

// "in_x": the insight's own id in both feeds, stable over days and re-distilling.
std::string item_id(const PickView& pick) { return "pith:" + pick.insight_id; }

Result<std::string> item_html(const PickView& pick) {
  templates::Values values;
  values.set("TEXT", pick.text).set("INSIGHT_URL", pick.insight_url);
  values.set("EPISODE", pick.episode_title).set("PROOF", proof_line(pick));
  values.set_if("REASON", pick.reason);
  values.set_if("AUDIO_URL", pick.audio_url);
  if (quote_adds(pick)) values.set_if("QUOTE", pick.quote);
  return fill("feed_item.html", values);
}

json::Value json_item(const BriefView& brief, const PickView& pick) {
  auto item = json::object({{"id", item_id(pick)}, {"url", pick.insight_url}, {"title", pick.headline}});
  if (const auto html = item_html(pick)) item.set("content_html", *html);
  item.set("content_text", pick.text);
  item.set("date_published", format_rfc3339(brief.made));
  if (!pick.reason.empty()) item.set("summary", pick.reason);
  if (!pick.audio_url.empty()) item.set("external_url", pick.audio_url);
  if (!pick.speaker.empty() && pick.speaker != "unknown speaker") {
    item.set("authors", json::array({json::object({{"name", pick.speaker}})}));
  }
  return item;
}

}  // namespace

Result<std::string> render_rss(const FeedInfo& info, std::span<const BriefView> briefs) {
  templates::Values feed;
  feed.set("TITLE", info.title).set("DESCRIPTION", info.description);
  feed.set("SITE_URL", info.site_url).set("FEED_URL", info.feed_url);
  if (!briefs.empty()) feed.set_if("BUILT", feed_date(briefs.front().made));
  for (const auto& untidy : briefs) {
    const auto brief = tidy(untidy);
    for (const auto& pick : brief.picks) {
      const auto html = item_html(pick);
      if (!html) return std::unexpected(html.error());
      auto& item = feed.add("ITEM").set("TITLE", pick.headline).set("URL", pick.insight_url).set("ID", item_id(pick));
      item.set("DATE", feed_date(brief.made)).set("HTML", *html);
    }
  }
  return fill("feed.xml", feed);
}

std::string render_json_feed(const FeedInfo& info, std::span<const BriefView> briefs) {
  auto items = json::array();
  for (const auto& untidy : briefs) {
    const auto brief = tidy(untidy);
    for (const auto& pick : brief.picks) items.push(json_item(brief, pick));
  }
  auto feed = json::object({{"version", "https://jsonfeed.org/version/1.1"}, {"title", info.title}});
  feed.set("home_page_url", info.site_url).set("feed_url", info.feed_url).set("description", info.description);
  feed.set("items", std::move(items));
  return json::write(feed);
}

}  // namespace pith::delivery
