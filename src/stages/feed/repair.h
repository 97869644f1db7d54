// Malformed XML made well-formed: the byte pass before libxml2, for documents it stopped at. (After its first error
// libxml2 drops every named reference in text, &amp; included; so nothing may be left for it to stumble over.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::feed {

struct Repaired {
  std::string bytes;
  bool complete = false;           // the root element's end was there, or nothing but the ends of a feed was lacking
  std::vector<std::string> notes;  // what was mended, each once: "stray & escaped"
};

// What precedes the document is trimmed; declaration, document type, comments and instructions go (plain entities the
// document type declares are kept in mind); references become numeric, unknown ones and stray & and < literal; control
// characters fall; attributes are quoted, doubled ones dropped; elements are closed where their parents end, and end
// tags of nothing fall. Text and CDATA stay. What is open where the document breaks off stays open,
// unless that is the feed itself behind a whole item. Linear in the
// bytes. `utf8` must be valid UTF-8.
Repaired repair(std::string_view utf8);

}  // namespace pith::feed
