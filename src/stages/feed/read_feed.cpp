#include "stages/feed/read_feed.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "lib/xml/plain.h"
#include "lib/xml/sax.h"
#include "stages/feed/caps.h"
#include "stages/feed/doctype.h"
#include "stages/feed/encoding.h"
#include "stages/feed/feed_reader.h"
#include "stages/feed/json_feed.h"
#include "stages/feed/repair.h"
#include "stages/feed/sniff.h"

namespace pith::feed {

namespace {

Error not_a_feed(DocumentKind kind) {
  if (kind == DocumentKind::empty) return {ErrorKind::invalid_input, "the document is empty"};
  if (kind == DocumentKind::other) return {ErrorKind::invalid_input, "this is neither a feed nor a web page"};
  return {ErrorKind::invalid_input, fmt::format("this is {}, not a feed", describe(kind))};
}

Error too_deep() {
  return {ErrorKind::too_large,
          "this document is nested too deeply, or a tag of it has too many attributes, to be a feed"};
}

struct Reading {
  std::optional<PublishedFeed> feed;  // none: no feed's root was in it
  xml::Outcome outcome;
};

std::optional<PublishedFeed> taken(FeedReader&& reader) {
  return reader.is_feed() ? std::optional{std::move(reader).take()} : std::nullopt;
}

// Nothing where libxml2 has to judge.
std::optional<Reading> read_plain(std::string_view utf8, const ReadOptions& options) {
  FeedReader reader(utf8, options);
  auto outcome = xml::parse_plain(utf8, reader);
  if (!outcome) return std::nullopt;
  return Reading{taken(std::move(reader)), *std::move(outcome)};
}

Reading read_by_libxml2(std::string_view utf8, xml::Mode mode, const ReadOptions& options) {
  FeedReader reader(utf8, options);
  auto outcome = xml::parse(utf8, reader, mode);
  return {taken(std::move(reader)), std::move(outcome)};
}

Result<PublishedFeed> read_repaired(std::string_view utf8, const std::string& problem, const ReadOptions& options) {
  auto repaired = repair(utf8);
  auto reading = read_plain(repaired.bytes, options);
  if (!reading) reading = read_by_libxml2(repaired.bytes, xml::Mode::recover, options);
  if (reading->outcome.too_deep) return std::unexpected(too_deep());
  if (!reading->feed) return fail(ErrorKind::invalid_input, "this is neither a feed nor a web page", problem);
  auto& feed = *reading->feed;
  feed.complete = repaired.complete && reading->outcome.ended;
  feed.notes.insert(feed.notes.end(), repaired.notes.begin(), repaired.notes.end());
  if (!problem.empty()) feed.notes.push_back(fmt::format("the XML is malformed: {}", problem));
  return std::move(feed);
}

// Nearly every document is sound and plain.
Result<PublishedFeed> read_xml(std::string_view utf8, const ReadOptions& options) {
  auto reading = read_plain(utf8, options);
  if (!reading && declares_bomb(utf8))
    return fail(ErrorKind::refused, "this document declares entities that would grow without end");
  if (!reading) reading = read_by_libxml2(utf8, xml::Mode::strict, options);
  if (reading->outcome.too_deep) return std::unexpected(too_deep());
  // An error after the root's end, as trailing comments of caches cause it, cost nothing.
  if (reading->feed && reading->outcome.ended) return *std::move(reading->feed);
  reading->feed.reset();  // its memory is needed for the next
  return read_repaired(utf8, reading->outcome.problem, options);
}

}  // namespace

Result<PublishedFeed> read_feed(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > options.max_bytes)
    return fail(ErrorKind::too_large, fmt::format("the document is larger than {} MB", options.max_bytes >> 20));
  const auto kind = sniff(bytes);
  if (kind != DocumentKind::feed && kind != DocumentKind::json_feed) return std::unexpected(not_a_feed(kind));
  std::string storage;
  const auto utf8 = as_utf8(bytes, options.http_charset, storage);
  auto feed = kind == DocumentKind::json_feed ? read_json_feed(utf8, options) : read_xml(utf8, options);
  if (feed) cap(*feed);
  return feed;
}

}  // namespace pith::feed
