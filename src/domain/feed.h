// What a feed says (PublishedFeed, PublishedItem: as read from bytes) and what is known about a feed (Feed: kept in the
// store).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/chunked.h"
#include "base/time.h"
#include "domain/show.h"

namespace pith {

struct Enclosure {
  std::string url;
  std::string type;
  std::int64_t length = 0;  // bytes, 0 if not said
  bool operator==(const Enclosure&) const = default;
};

// One <podcast:transcript>; an item may offer several.
struct TranscriptLink {
  std::string url;
  std::string type;  // as declared; the content decides, never this
  std::string language;
  std::string rel;
  bool operator==(const TranscriptLink&) const = default;
};

struct Chapter {
  std::chrono::milliseconds start{0};
  std::string title;
  std::string link;
  std::string image;
  bool silent = false;  // "toc": false
  bool operator==(const Chapter&) const = default;
};

struct Soundbite {
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds duration{0};
  std::string title;
  bool operator==(const Soundbite&) const = default;
};

struct PublishedItem {
  std::string guid;  // as published, trimmed; may be empty
  std::string title;
  std::string link;
  std::string description;        // plain text
  std::optional<Time> published;  // empty if absent or not a date
  std::string published_raw;
  Enclosure audio;
  std::optional<std::chrono::seconds> duration;
  std::vector<TranscriptLink> transcripts;
  std::string chapters_url;
  std::vector<Chapter> chapters;  // inline psc:chapters
  std::vector<Person> persons;    // item's own; replace the channel's where there are any
  std::vector<Soundbite> soundbites;
  std::string author;
  std::string season;
  std::string episode;
  std::string image;
  bool is_explicit = false;
  bool operator==(const PublishedItem&) const = default;
};

enum class FeedFormat { rss, atom, rdf, json };

struct PublishedFeed {
  FeedFormat format = FeedFormat::rss;
  std::string title;
  std::string link;
  std::string description;
  std::string author;
  std::string owner;  // e-mail address of itunes:owner, in lower case
  std::string image;
  std::string language;
  std::string guid;            // podcast:guid
  std::string self_url;        // atom:link rel=self
  std::string new_feed_url;    // itunes:new-feed-url: a hint, never followed by itself
  std::string next_page;       // RFC 5005
  std::string update_rule;     // podcast:updateFrequency rrule
  bool announced_end = false;  // its complete="true": nothing more comes
  std::vector<std::string> categories;
  std::vector<Person> persons;
  Chunked<PublishedItem> items;  // in document order
  bool blocked = false;          // podcast:block applies to Pith
  bool complete = true;  // false: the document ended in an error; see invariant 7 for what such a document may not do
  std::vector<std::string> notes;  // what was mended while reading, for `pith shows` and the log
};

// HTTP validators, sent back exactly as received with the last good 200, to the address that gave them.
struct Validators {
  std::string etag;
  std::string last_modified;
  std::string of;             // the address, behind all redirects
  std::optional<Time> given;  // when first, or when they were found to hold still
  bool operator==(const Validators&) const = default;
};

struct Feed {
  std::string id;  // "fe_" of the first URL
  std::string show_id;
  std::string url;                   // where it is polled now
  std::vector<std::string> aliases;  // earlier URLs
  Validators validators;
  std::string body_hash;  // of the last good body: an unchanged one costs no parsing
  Time next_poll{};
  std::optional<Time> last_polled;
  std::optional<Time> last_good;
  int failures = 0;            // in a row
  std::string problem;         // a person's sentence on why it fails now; empty when well
  bool ended = false;          // 410 or removed: never polled again
  std::string moved_hint;      // itunes:new-feed-url not yet confirmed
  std::string update_rule;     // as published: a hint for the poll plan
  bool announced_end = false;  // as published
  bool operator==(const Feed&) const = default;
};

}  // namespace pith
