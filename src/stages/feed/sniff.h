// What a document is, told from its first bytes and never from its declared type.
#pragma once

#include <string_view>

namespace pith::feed {

enum class DocumentKind {
  feed,       // RSS, RDF or Atom
  json_feed,  // JSON Feed
  opml,
  html,
  empty,  // nothing but white space
  other,  // plain text, other XML or JSON, binary
};

// Looks at the first few kilobytes only. A feed with rubbish before its root, in any encoding, is still a feed.
DocumentKind sniff(std::string_view bytes);

// For messages: "a web page", "an OPML list of feeds", "empty", "neither a feed nor a web page".
std::string_view describe(DocumentKind kind);

}  // namespace pith::feed
