// The elements of feeds that Pith reads, whatever dialect or prefix they come in: one table from namespace and name to
// what an element means.
#pragma once

#include <cstdint>
#include <string_view>

#include "lib/xml/sax.h"

namespace pith::feed {

// The namespaces, grouped by meaning: RSS of all versions, Atom of all versions and no namespace at all are `core`.
enum class Space : std::uint8_t {
  core,
  itunes,
  podcast,
  content,
  chapters,
  media,
  dublin,
  google,
  rdf,
  xhtml,
  xml,
  other
};

// What is to be done with an element.
enum class Kind : std::uint8_t {
  container,  // looked into: rss, channel, media:group
  item,
  field,    // its text is the value of `field`
  link,     // core: text (RSS) or href (Atom)
  image,    // its <url> counts
  author,   // text, or <name> and <email> within
  owner,    // as author, for whom nobody else is named
  part,     // <url>, <name>, <email> within one of these three
  picture,  // href or url attribute
  category,
  enclosure,
  media_content,
  transcript,
  chapters_file,
  chapter,
  person,
  soundbite,
  block,
  update_rule,
  skipped,  // with all it holds
};

// The texts of a feed or an item, as written.
enum class Field : std::uint8_t {
  none,
  title,
  itunes_title,
  media_title,
  dublin_title,
  link,
  guid,
  about,
  content,
  description,
  summary,
  itunes_summary,
  google_description,
  media_description,
  dublin_description,
  subtitle,
  published,
  dublin_date,
  issued,
  created,
  updated,
  modified,
  author,
  author_email,
  itunes_author,
  creator,
  editor,
  google_author,
  owner,
  owner_email,
  duration,
  is_explicit,
  season,
  episode,
  itunes_season,
  itunes_episode,
  language,
  dublin_language,
  image,
  icon,
  podcast_guid,
  new_feed_url,
  count,
};

struct Rule {
  Space space;
  std::string_view name;  // lower case
  Kind kind;
  Field field = Field::none;
};

// Unknown names are `skipped`.
const Rule& rule_of(Space space, std::string_view local_name);

// By namespace URI, else by the prefix everybody uses for it.
Space space_of(const xml::Name& name);

}  // namespace pith::feed
