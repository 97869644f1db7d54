#include "stages/feed/directory.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/url.h"
#include "lib/json/json.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t most_entries = 200;

bool is_apples(std::string_view host) {
  return host == "podcasts.apple.com" || host == "itunes.apple.com" || host.ends_with(".itunes.apple.com");
}

// "id1200361736" -> "1200361736"
std::string digits_after_id(std::string_view segment) {
  if (!segment.starts_with("id")) return {};
  segment.remove_prefix(2);
  const bool digits = std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; });
  return digits && segment.size() <= 19 ? std::string(segment) : std::string{};
}

std::string encoded(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string line_of(const json::Value& value) { return text::fold_space(value.text()); }

DirectoryEntry entry_of(const json::Value& one) {
  DirectoryEntry entry;
  entry.title = line_of(one.at(one.has("collectionName") ? "collectionName" : "trackName"));
  entry.author = line_of(one.at("artistName"));
  entry.genre = line_of(one.at("primaryGenreName"));
  const auto feed = parse_url(one.at("feedUrl").text());
  if (feed && feed->is_http()) entry.feed_url = feed->text();
  entry.link = line_of(one.at(one.has("collectionViewUrl") ? "collectionViewUrl" : "trackViewUrl"));
  entry.episodes = one.at("trackCount").integer().value_or(0);
  return entry;
}

bool is_podcast(const json::Value& one) {
  const auto kind = one.at("kind").text();
  return kind.empty() ? one.has("feedUrl") : kind == "podcast";
}

}  // namespace

std::string apple_id_of(std::string_view text) {
  const auto url = parse_web_address(text);
  if (!url || !is_apples(url->host)) return {};
  std::string found;
  for (std::string_view path = url->path; !path.empty();) {
    const auto slash = std::min(path.find('/'), path.size());
    if (auto id = digits_after_id(path.substr(0, slash)); !id.empty()) found = std::move(id);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return found;
}

std::string lookup_url(std::string_view base, std::string_view apple_id) {
  while (base.ends_with('/')) base.remove_suffix(1);
  return fmt::format("{}/lookup?id={}&entity=podcast", base, apple_id);
}

std::string search_url(std::string_view base, std::string_view words, int most) {
  while (base.ends_with('/')) base.remove_suffix(1);
  return fmt::format("{}/search?media=podcast&entity=podcast&limit={}&term={}", base, most, encoded(words));
}

Result<std::vector<DirectoryEntry>> read_directory(std::string_view bytes) {
  const auto parsed = json::parse(text::decode(bytes), {.bytes = 4u << 20});
  if (!parsed) return std::unexpected(parsed.error().within("the answer of Apple's directory"));
  if (!parsed->at("results").is_array())
    return fail(ErrorKind::invalid_input, "the answer of Apple's directory holds no list of results");
  std::vector<DirectoryEntry> entries;
  for (const auto& one : parsed->at("results").items())
    if (is_podcast(one) && entries.size() < most_entries) entries.push_back(entry_of(one));
  return entries;
}

}  // namespace pith::feed
