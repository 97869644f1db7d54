#include "stages/feed/json_feed.h"

#include <fmt/format.h>

#include "base/url.h"
#include "lib/json/json.h"
#include "stages/feed/adapt.h"
#include "stages/feed/dates.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

// A number as an id is against the standard and in the wild.
std::string id_of(const json::Value& value) {
  if (const auto number = value.integer()) return fmt::format("{}", *number);
  return std::string(text::trim(value.text()));
}

std::string address(const json::Value& value, const ReadOptions& options) {
  const auto text = text::trim(value.text());
  return text.empty() ? std::string{} : resolve_url(options.base_url, text);
}

// "authors" of version 1.1, "author" of version 1.
std::string author_of(const json::Value& value) {
  const auto& first = value.at("authors").at(0).at("name");
  return text::fold_space(first.text().empty() ? value.at("author").at("name").text() : first.text());
}

std::string description_of(const json::Value& item, std::size_t max_text) {
  for (const auto* plain : {"content_text", "summary"})
    if (!item.at(plain).text().empty() && item.at("content_html").text().empty())
      return fitted(plain_text(item.at(plain).text(), Markup::plain, max_text));
  return fitted(plain_text(item.at("content_html").text(), Markup::html, max_text));
}

void put_date(const json::Value& json, PublishedItem& item) {
  for (const auto* key : {"date_published", "date_modified"}) {
    const auto text = json.at(key).text();
    if (item.published_raw.empty()) item.published_raw = text;
    item.published = parse_date(text);
    if (!item.published) continue;
    item.published_raw = text;
    return;
  }
}

void put_audio(const json::Value& json, const ReadOptions& options, PublishedItem& item) {
  std::vector<Enclosure> enclosures;
  for (const auto& one : json.at("attachments").items()) {
    auto url = address(one.at("url"), options);
    if (!url.empty())
      enclosures.push_back(
          {std::move(url), std::string(one.at("mime_type").text()), one.at("size_in_bytes").integer().value_or(0)});
    const auto length = one.at("duration_in_seconds").number();
    if (!item.duration && length && *length > 0 && *length < 360000)
      item.duration = std::chrono::seconds{static_cast<std::int64_t>(*length)};
  }
  if (const auto* best = best_enclosure(enclosures)) item.audio = *best;
}

PublishedItem read_item(const json::Value& json, const ReadOptions& options) {
  PublishedItem item;
  item.guid = id_of(json.at("id"));
  item.title = plain_line(json.at("title").text(), Markup::plain);
  item.link = address(json.at("url"), options);
  if (item.link.empty()) item.link = address(json.at("external_url"), options);
  item.description = description_of(json, options.max_text);
  item.author = author_of(json);
  item.image = address(json.at("image"), options);
  put_date(json, item);
  put_audio(json, options, item);
  return item;
}

}  // namespace

Result<PublishedFeed> read_json_feed(std::string_view utf8, const ReadOptions& options) {
  const auto parsed = json::parse(utf8, {.bytes = options.max_bytes});
  if (!parsed) return std::unexpected(parsed.error().within("the JSON feed"));
  const auto& json = *parsed;
  if (!json.at("items").is_array())
    return fail(ErrorKind::invalid_input, "this is JSON, but not a feed: it has no items");
  PublishedFeed feed;
  feed.format = FeedFormat::json;
  feed.title = plain_line(json.at("title").text(), Markup::plain);
  feed.link = address(json.at("home_page_url"), options);
  feed.self_url = address(json.at("feed_url"), options);
  feed.next_page = address(json.at("next_url"), options);
  feed.description = plain_text(json.at("description").text(), Markup::plain, options.max_text);
  feed.author = author_of(json);
  feed.image = address(json.at(json.at("icon").text().empty() ? "favicon" : "icon"), options);
  feed.language = json.at("language").text();
  for (const auto& item : json.at("items").items()) {
    if (feed.items.size() == options.max_items) break;
    if (item.is_object()) feed.items.push_back(read_item(item, options));
  }
  return feed;
}

}  // namespace pith::feed
