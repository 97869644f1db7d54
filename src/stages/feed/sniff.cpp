#include "stages/feed/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/byte_scan.h"

namespace pith::feed {

namespace {

constexpr std::size_t looked_at = 8u << 10;

// The first kilobytes in lower case, as ASCII: zero bytes of wide encodings and byte order marks left out.
std::string opening(std::string_view bytes) {
  std::string out(bytes.substr(0, looked_at));
  if (out.contains('\0')) std::erase(out, '\0');
  lower_ascii(out);
  const auto begin = std::min(out.find_first_of("<{[abcdefghijklmnopqrstuvwxyz0123456789"), out.size());
  return out.substr(begin);
}

bool begins_element(std::string_view text, std::string_view name) {
  if (!text.starts_with('<') || !text.substr(1).starts_with(name)) return false;
  const auto after = text.substr(1 + name.size());
  return after.empty() || std::string_view(" \t\r\n/>").find(after.front()) != std::string_view::npos;
}

struct Root {
  std::string_view name;
  DocumentKind kind;
};
constexpr std::array<Root, 8> roots = {{{"rss", DocumentKind::feed},
                                        {"feed", DocumentKind::feed},
                                        {"rdf:rdf", DocumentKind::feed},
                                        {"channel", DocumentKind::feed},
                                        {"opml", DocumentKind::opml},
                                        {"html", DocumentKind::html},
                                        {"head", DocumentKind::html},
                                        {"body", DocumentKind::html}}};

DocumentKind kind_of_root(std::string_view text) {
  for (const auto& root : roots)
    if (begins_element(text, root.name)) return root.kind;
  // A prefix of the publisher's own: <atom:feed>, <r:RDF>, <r:rss>.
  const auto colon = text.substr(0, 20).find(':');
  if (colon == text.npos) return DocumentKind::other;
  const auto local = '<' + std::string(text.substr(colon + 1, 8));
  for (const auto* name : {"feed", "rdf", "rss"})
    if (begins_element(local, name)) return DocumentKind::feed;
  return DocumentKind::other;
}

// Past an XML declaration, comment, processing instruction or a document type that is not HTML's.
std::size_t end_of_prolog_piece(std::string_view text) {
  const std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?") ? "?>" : ">";
  const auto at = text.find(end);
  return at == text.npos ? text.size() : at + end.size();
}

// Some publishers put HTML's document type before a feed: only an element tells.
DocumentKind kind_of_markup(std::string_view text) {
  auto declared = DocumentKind::other;
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const auto here = text.substr(at);
    if (begins_element(here, "!doctype html")) declared = DocumentKind::html;
    if (here.starts_with("<!") || here.starts_with("<?")) {
      at += end_of_prolog_piece(here);
      continue;
    }
    const auto kind = kind_of_root(here);
    if (kind != DocumentKind::other || declared == DocumentKind::html)
      return kind == DocumentKind::other ? declared : kind;
    ++at;
  }
  return declared;
}

DocumentKind kind_of_json(std::string_view text) {
  const bool is_feed = text.contains("jsonfeed.org/version") || text.contains("jsonfeed.org\\/version") ||
                       (text.contains("\"items\"") && text.contains("\"title\""));
  return is_feed ? DocumentKind::json_feed : DocumentKind::other;
}

}  // namespace

DocumentKind sniff(std::string_view bytes) {
  const bool blank =
      std::ranges::all_of(bytes, [](char c) { return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r'); });
  if (blank || bytes == "\xef\xbb\xbf") return DocumentKind::empty;
  const auto text = opening(bytes);
  if (text.starts_with('{')) return kind_of_json(text);
  return kind_of_markup(text);
}

std::string_view describe(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::feed:
      return "a feed";
    case DocumentKind::json_feed:
      return "a JSON feed";
    case DocumentKind::opml:
      return "an OPML list of feeds";
    case DocumentKind::html:
      return "a web page";
    case DocumentKind::empty:
      return "empty";
    case DocumentKind::other:
      break;
  }
  return "neither a feed nor a web page";
}

}  // namespace pith::feed
