// The elements of feeds that speak by their attributes.
#include <algorithm>

#include "base/parse_number.h"
#include "stages/feed/dates.h"
#include "stages/feed/feed_reader.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

// Of one kind in one item; more is no use to anybody.
constexpr std::size_t most_of_a_kind = 200;

std::int64_t length_of(std::string_view text) {
  return std::max<std::int64_t>(parse_number<std::int64_t>(text::trim(text)).value_or(0), 0);
}

bool is_audio(const Enclosure& enclosure) { return enclosure.type.starts_with("audio/"); }

template <class T>
void add(std::vector<T>& list, T value) {
  if (list.size() < most_of_a_kind) list.push_back(std::move(value));
}

}  // namespace

void FeedReader::take_attributes(const Rule& rule, Attributes attributes) {
  switch (rule.kind) {
    case Kind::link:
      return take_link(attributes);
    case Kind::part:
      return capture();
    case Kind::enclosure:
      return take_enclosure(attributes);
    case Kind::media_content:
      return take_media(attributes);
    case Kind::transcript:
      return take_transcript(attributes);
    case Kind::chapter:
      return take_chapter(attributes);
    case Kind::person:
      return take_person(attributes);
    case Kind::soundbite:
      return take_soundbite(attributes);
    case Kind::chapters_file:
      entry().chapters_url = resolved(value_of(attributes, "url"));
      return;
    case Kind::update_rule:
      entry().update_rule = value_of(attributes, "rrule");
      entry().announced_end = text::lower_trimmed(value_of(attributes, "complete")) == "true";
      return;
    case Kind::block:
      entry().blocks.emplace_back(text::lower_trimmed(value_of(attributes, "id")), false);
      return capture();
    case Kind::picture:
      return take_picture(rule, attributes);
    case Kind::category:
      return take_category(rule, attributes);
    default:
      return;
  }
}

void FeedReader::take_picture(const Rule& rule, Attributes attributes) {
  const auto href = value_of(attributes, "href");
  capture(href.empty() ? value_of(attributes, "url") : href);
  put(rule.field);
}

// Named by an attribute, or by its text. Apple's hold others within.
void FeedReader::take_category(const Rule& rule, Attributes attributes) {
  const auto name = value_of(attributes, rule.space == Space::core ? "term" : "text");
  if (name.empty()) return capture();
  capture(name);
  finish_category();
}

void FeedReader::take_link(Attributes attributes) {
  const auto href = value_of(attributes, "href");
  auto rel = text::lower_trimmed(value_of(attributes, "rel"));
  if (rel.empty()) rel = "alternate";
  if (href.empty()) return rel == "alternate" ? capture() : void();
  auto type = text::lower_trimmed(value_of(attributes, "type"));
  if (rel == "enclosure")
    return add(entry().enclosures,
               Enclosure{resolved(href), std::move(type), length_of(value_of(attributes, "length"))});
  add(entry().links, WireLink{resolved(href), std::move(rel), std::move(type)});
}

void FeedReader::take_enclosure(Attributes attributes) {
  auto url = value_of(attributes, "url");
  if (url.empty()) url = value_of(attributes, "href");
  if (url.empty()) url = value_of(attributes, "resource");  // of RSS 1.0
  if (text::trim(url).empty()) return;
  add(entry().enclosures, Enclosure{resolved(url), text::lower_trimmed(value_of(attributes, "type")),
                                    length_of(value_of(attributes, "length"))});
}

// Pictures and links to players are no media to hear.
void FeedReader::take_media(Attributes attributes) {
  const auto url = value_of(attributes, "url");
  const auto medium = text::lower_trimmed(value_of(attributes, "medium"));
  auto type = text::lower_trimmed(value_of(attributes, "type"));
  if (type.empty() && (medium == "audio" || medium == "video")) type = medium + "/";
  if (medium == "image") type = "image/";
  if (url.empty() || !in_item_ || type.empty()) return;
  auto& known = entry().media_duration;
  const bool is_first_audio = type.starts_with("audio/") && std::ranges::none_of(entry().enclosures, is_audio);
  if (const auto duration = value_of(attributes, "duration"); !duration.empty() && (known.empty() || is_first_audio))
    known = duration;
  add(entry().enclosures, Enclosure{resolved(url), std::move(type), length_of(value_of(attributes, "fileSize"))});
}

void FeedReader::take_transcript(Attributes attributes) {
  const auto url = value_of(attributes, "url");
  if (text::trim(url).empty()) return;
  add(entry().transcripts, TranscriptLink{resolved(url), text::lower_trimmed(value_of(attributes, "type")),
                                          text::lower_trimmed(value_of(attributes, "language")),
                                          text::lower_trimmed(value_of(attributes, "rel"))});
}

void FeedReader::take_chapter(Attributes attributes) {
  const auto start = parse_position(value_of(attributes, "start"));
  if (!start) return;
  const auto link = value_of(attributes, "href"), image = value_of(attributes, "image");
  add(entry().chapters, Chapter{.start = *start,
                                .title = text::fold_space(value_of(attributes, "title")),
                                .link = link.empty() ? "" : resolved(link),
                                .image = image.empty() ? "" : resolved(image)});
}

void FeedReader::take_person(Attributes attributes) {
  const auto link = value_of(attributes, "href"), image = value_of(attributes, "img");
  add(entry().persons, Person{.name = {},
                              .role = text::lower_trimmed(value_of(attributes, "role")),
                              .group = text::lower_trimmed(value_of(attributes, "group")),
                              .link = link.empty() ? "" : resolved(link),
                              .image = image.empty() ? "" : resolved(image)});
  capture();
}

void FeedReader::take_soundbite(Attributes attributes) {
  const auto start = parse_position(value_of(attributes, "startTime"));
  const auto duration = parse_position(value_of(attributes, "duration"));
  if (start && duration) add(entry().soundbites, Soundbite{*start, *duration, {}});
  capture();
}

}  // namespace pith::feed
