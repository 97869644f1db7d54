#include "stages/delivery/feeds.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/urn.h"
#include "lib/json/json.h"
#include "stages/delivery/templates.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

// RFC 822 as RSS wants it: an HTTP-date is one.
std::string feed_date(Time time) { return format_http_date(time); }

bool has_speaker(const PickView& pick) { return !pick.speaker.empty() && pick.speaker != "unknown speaker"; }

Time changed(const FeedItem& item) { return std::max(item.date, item.changed); }

// Of what changed last; none for an empty feed.
std::optional<Time> newest(std::span<const FeedItem> items) {
  const auto found = std::ranges::max_element(items, {}, changed);
  return found == items.end() ? std::nullopt : std::optional(changed(*found));
}

Result<std::string> item_html(const PickView& pick) {
  templates::Values values;
  values.set("TEXT", pick.text).set("INSIGHT_URL", pick.insight_url);
  values.set("EPISODE", pick.episode_title).set("SHOW", pick.show_title);
  values.set_if("REASON", pick.reason);
  for (const auto& quote : pick.quotes) {
    auto& said = values.add("QUOTE").set("TEXT", quote.text).set("POSITION", quote.position);
    said.set("MOMENT_URL", quote.moment_url).set_if("SPEAKER", quote.speaker).set_if("AUDIO_URL", quote.audio_url);
  }
  return fill("feed_item.html", values);
}

// The same for readers without HTML.
std::string item_text(const PickView& pick) {
  auto text = pick.text + "\n\n";
  for (const auto& quote : pick.quotes) {
    const auto comma = quote.speaker.empty() ? "" : ", ";
    text += fmt::format("“{}”\n— {}{}{}: {}\n\n", quote.text, quote.speaker, comma, quote.position, quote.moment_url);
  }
  text += fmt::format("{}, {}\n", pick.show_title, pick.episode_title);
  if (!pick.reason.empty()) text += fmt::format("Why: {}\n", pick.reason);
  return text + fmt::format("The proof: {}", pick.insight_url);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "<b", "</b", "<!", "<?"; "&amp;", "&#60;".
bool looks_like_markup(std::string_view text) {
  const char next = text.size() > 1 ? text[1] : ' ';
  if (text.starts_with('<')) return is_letter(next) || next == '/' || next == '!' || next == '?';
  if (!text.starts_with('&')) return false;
  auto at = std::size_t{next == '#' ? 2U : 1U};
  const auto begin = at;
  while (at < text.size() && (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9'))) ++at;
  return at > begin && at < text.size() && text[at] == ';';
}

// Some readers take a title for HTML, others for text: what only looks like markup is shown as it is by both once an
// invisible character stands in it.
std::string plain(std::string_view title) {
  constexpr std::string_view word_joiner = "\u2060";
  std::string out;
  for (std::size_t at = 0; at < title.size(); ++at) {
    out += title[at];
    if (looks_like_markup(title.substr(at))) out += word_joiner;
  }
  return out;
}

Result<std::string> render_xml(std::string_view name, const FeedInfo& info, std::span<const FeedItem> items,
                               std::string (*date_of)(Time)) {
  templates::Values feed;
  feed.set("TITLE", plain(tidy_title(info.title))).set("DESCRIPTION", plain(tidy_title(info.description)));
  feed.set("SITE_URL", info.site_url).set("FEED_URL", info.feed_url).set("FEED_ID", info.id);
  const auto built = newest(items);
  if (built) feed.set_if("BUILT", date_of(*built));
  feed.set("UPDATED", date_of(built.value_or(info.made)));
  for (const auto& entry : items) {
    const auto& pick = entry.pick;
    const auto html = item_html(pick);
    if (!html) return std::unexpected(html.error());
    auto& item = feed.add("ITEM")
                     .set("TITLE", plain(pick.headline))
                     .set("URL", pick.insight_url)
                     .set("ID", item_id(pick.insight_id));
    item.set("DATE", date_of(entry.date)).set("CHANGED", date_of(changed(entry))).set("HTML", *html);
    item.set_if("SPEAKER", has_speaker(pick) ? pick.speaker : std::string{});
    for (const auto& topic : pick.topics) item.add("TOPIC").set("TOPIC", plain(topic));
  }
  return fill(name, feed);
}

Result<json::Value> json_item(const FeedItem& entry) {
  const auto& pick = entry.pick;
  const auto html = item_html(pick);
  if (!html) return std::unexpected(html.error());
  auto item = json::object({{"id", item_id(pick.insight_id)}, {"url", pick.insight_url}, {"title", pick.headline}});
  item.set("content_html", *html);
  item.set("content_text", item_text(pick));
  item.set("date_published", format_rfc3339(entry.date)).set("date_modified", format_rfc3339(changed(entry)));
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
  auto feed = json::object({{"version", "https://jsonfeed.org/version/1.1"}, {"title", tidy_title(info.title)}});
  feed.set("home_page_url", info.site_url)
      .set("feed_url", info.feed_url)
      .set("description", tidy_title(info.description));
  feed.set("language", "en").set("items", std::move(items));
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

void set_apart(std::vector<FeedItem>& items) {
  for (const auto member : {&FeedItem::date, &FeedItem::changed}) {
    std::set<Time> taken;
    for (auto& item : items) {
      auto& time = item.*member;
      time = std::chrono::floor<std::chrono::seconds>(time);
      while (!taken.insert(time).second) time -= std::chrono::seconds{1};
    }
  }
}

std::string item_id(std::string_view insight_id) { return urn_of(fmt::format("pith:{}", insight_id)); }

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
