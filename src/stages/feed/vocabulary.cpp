#include "stages/feed/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/byte_scan.h"

namespace pith::feed {

namespace {

using enum Space;
using enum Kind;

constexpr auto rules = std::to_array<Rule>({
    {core, "rss", container},
    {core, "rdf", container},
    {core, "channel", container},
    {core, "feed", container},
    {core, "item", item},
    {core, "entry", item},
    {core, "title", field, Field::title},
    {core, "link", link, Field::link},
    {core, "guid", field, Field::guid},
    {core, "id", field, Field::guid},
    {core, "content", field, Field::content},
    {core, "description", field, Field::description},
    {core, "fullitem", field, Field::content},
    {core, "body", field, Field::content},
    {core, "abstract", field, Field::description},
    {core, "summary", field, Field::summary},
    {core, "subtitle", field, Field::subtitle},
    {core, "tagline", field, Field::subtitle},
    {core, "info", field, Field::summary},
    {core, "pubdate", field, Field::published},
    {core, "published", field, Field::published},
    {core, "issued", field, Field::issued},
    {core, "created", field, Field::created},
    {core, "updated", field, Field::updated},
    {core, "modified", field, Field::modified},
    {core, "author", author, Field::author},
    {core, "managingeditor", field, Field::editor},
    {core, "name", part, Field::author},
    {core, "email", part, Field::author_email},
    {core, "url", part, Field::image},
    {core, "image", image, Field::image},
    {core, "logo", field, Field::image},
    {core, "icon", field, Field::icon},
    {core, "category", category},
    {core, "keywords", skipped},
    {core, "enclosure", enclosure},
    {core, "language", field, Field::language},
    {itunes, "title", field, Field::itunes_title},
    {itunes, "author", field, Field::itunes_author},
    {itunes, "summary", field, Field::itunes_summary},
    {itunes, "subtitle", field, Field::subtitle},
    {itunes, "duration", field, Field::duration},
    {itunes, "explicit", field, Field::is_explicit},
    {itunes, "season", field, Field::itunes_season},
    {itunes, "episode", field, Field::itunes_episode},
    {itunes, "image", picture, Field::image},
    {itunes, "link", picture, Field::image},
    {itunes, "category", category},
    {itunes, "new-feed-url", field, Field::new_feed_url},
    {itunes, "owner", owner, Field::owner},
    {itunes, "name", part, Field::author},
    {itunes, "email", part, Field::author_email},
    {podcast, "guid", field, Field::podcast_guid},
    {podcast, "transcript", transcript},
    {podcast, "chapters", chapters_file},
    {podcast, "person", person},
    {podcast, "soundbite", soundbite},
    {podcast, "season", field, Field::season},
    {podcast, "episode", field, Field::episode},
    {podcast, "block", block},
    {podcast, "updatefrequency", update_rule},
    {content, "encoded", field, Field::content},
    {chapters, "chapters", container},
    {chapters, "chapter", chapter},
    {media, "group", container},
    {media, "content", media_content},
    {media, "title", field, Field::media_title},
    {media, "description", field, Field::media_description},
    {media, "thumbnail", picture, Field::icon},
    {dublin, "title", field, Field::dublin_title},
    {dublin, "description", field, Field::dublin_description},
    {dublin, "date", field, Field::dublin_date},
    {dublin, "issued", field, Field::issued},
    {dublin, "created", field, Field::created},
    {dublin, "modified", field, Field::modified},
    {dublin, "available", field, Field::published},
    {dublin, "creator", field, Field::creator},
    {dublin, "author", field, Field::creator},
    {dublin, "language", field, Field::dublin_language},
    {dublin, "subject", category},
    {google, "author", field, Field::google_author},
    {google, "description", field, Field::google_description},
    {google, "image", picture, Field::image},
    {google, "explicit", field, Field::is_explicit},
    {google, "category", category},
    {rdf, "rdf", container},
    {xhtml, "body", field, Field::content},
    {xhtml, "div", field, Field::content},
});
constexpr Rule unknown{other, "", skipped};

struct SpaceName {
  std::string_view name;
  Space space;
};
// By what the URI holds, in lower case; publishers write these with and without www, s, slash and hash.
constexpr auto uri_parts = std::to_array<SpaceName>({
    {"itunes.com/dtds/", itunes},
    {"itunes.apple.com/dtds", itunes},
    {"podcastindex.org/namespace", podcast},
    {"podcast-namespace", podcast},
    {"modules/content", content},
    {"podlove.org/simple-chapters", chapters},
    {"search.yahoo.com/mrss", media},
    {"schemas.google.com/podcasts", google},
    {"google.com/schemas/play-podcasts", google},
    {"purl.org/dc/", dublin},
    {"modules/dc", dublin},
    {"1999/02/22-rdf-syntax-ns", rdf},
    {"w3.org/1999/xhtml", xhtml},
    {"w3.org/xml/1998", xml},
    {"w3.org/2005/atom", core},
    {"purl.org/atom/", core},
    {"purl.org/net/rss1.1", core},
    {"purl.org/rss/1.0", core},
    {"purl.oclc.org/net/rss_2.0/enc", core},
    {"backend.userland.com/", core},
    {"blogs.law.harvard.edu/", core},
    {"my.netscape.com/", core},
    {"channel.netscape.com/", core},
});
constexpr auto prefixes = std::to_array<SpaceName>({
    {"", core},
    {"atom", core},
    {"atom10", core},
    {"a10", core},
    {"rss", core},
    {"enc", core},
    {"itunes", itunes},
    {"podcast", podcast},
    {"content", content},
    {"psc", chapters},
    {"media", media},
    {"googleplay", google},
    {"dc", dublin},
    {"dcterms", dublin},
    {"dct", dublin},
    {"rdf", rdf},
    {"xhtml", xhtml},
    {"xml", xml},
});

Space space_of_prefix(std::string_view prefix) {
  const auto found = std::ranges::find(prefixes, lowered_ascii(prefix), &SpaceName::name);
  return found == prefixes.end() ? other : found->space;
}

// Rules by space and name; made once.
class Index {
 public:
  Index() {
    for (const auto& rule : rules) by_name_.emplace(key(rule.space, rule.name), &rule);
  }
  const Rule& find(Space space, std::string_view name) const {
    const auto found = by_name_.find(key(space, name));
    return found == by_name_.end() ? unknown : *found->second;
  }

 private:
  // FNV-1a; the names are few and fixed, a strange one that meets another's key is told apart by find().
  static std::uint64_t key(Space space, std::string_view name) {
    std::uint64_t hash = 14695981039346656037u + static_cast<std::uint64_t>(space);
    for (const char c : name) {
      const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      hash = (hash ^ static_cast<unsigned char>(small)) * 1099511628211u;
    }
    return hash;
  }
  std::unordered_map<std::uint64_t, const Rule*> by_name_;
};

}  // namespace

const Rule& rule_of(Space space, std::string_view local_name) {
  static const Index index;
  const auto& rule = index.find(space, local_name);
  return rule.name.size() == local_name.size() ? rule : unknown;
}

Space space_of(const xml::Name& name) {
  if (name.space.empty()) return space_of_prefix(name.prefix);
  const auto uri = lowered_ascii(name.space);
  const auto known = std::ranges::find_if(uri_parts, [&](const SpaceName& part) { return uri.contains(part.name); });
  return known == uri_parts.end() ? space_of_prefix(name.prefix) : known->space;
}

}  // namespace pith::feed
