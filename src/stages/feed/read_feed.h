// A feed's bytes to what it says: RSS 0.9x-2.0 (with itunes, podcast, content, psc, media, dc and atom elements), RDF,
// Atom and JSON Feed. A malformed document is read as far as sense can be made of it: PublishedFeed::notes says what
// was mended, `complete` whether it came to its end. Entities are never loaded, nothing is fetched. Pure and
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/feed.h"

namespace pith::feed {

struct ReadOptions {
  std::string base_url = {};           // where the bytes came from; relative links are resolved against it
  std::string http_charset = {};       // charset of the Content-Type header, may be empty
  std::size_t max_items = 5000;        // the first in a document, or the last if they are the newer; with a note
  std::size_t max_text = 64u << 10;    // bytes of one text field; longer ones are cut at a character
  std::size_t max_bytes = 64u << 20;   // a larger document is refused
  std::string_view block_id = "pith";  // the id podcast:block is checked for
};

// invalid_input for what is no feed (a web page, OPML, plain text, nothing), with the sentence to show; too_large
// beyond the caps. A feed without a single item is a feed.
// No string in it is longer than caps.h says.
Result<PublishedFeed> read_feed(std::string_view bytes, const ReadOptions& options = {});

}  // namespace pith::feed
