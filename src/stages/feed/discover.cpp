#include "stages/feed/discover.h"

#include <algorithm>
#include <array>

#include "base/url.h"
#include "stages/feed/encoding.h"
#include "text/html_scanner.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t most_links = 50;

bool has_word(std::string_view list, std::string_view word) {
  return (" " + text::lower_trimmed(list) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

bool is_feed_type(std::string_view type) {
  constexpr std::array<std::string_view, 7> types = {"application/rss+xml",
                                                     "application/atom+xml",
                                                     "application/rdf+xml",
                                                     "application/feed+json",
                                                     "application/x-rss+xml",
                                                     "application/xml",
                                                     "text/xml"};
  const auto plain = text::lower_trimmed(type.substr(0, type.find(';')));
  return std::ranges::find(types, plain) != types.end();
}

// An address that looks like a feed's to people who name them.
bool looks_like_feed(const std::string& url) {
  const auto parsed = parse_url(url);
  if (!parsed || !parsed->is_http()) return false;
  auto path = text::lower_trimmed(parsed->path);
  while (path.ends_with('/')) path.pop_back();
  constexpr std::array<std::string_view, 8> endings = {".rss", ".atom", ".rdf",      "/feed",
                                                       "/rss", "/atom", "/feed.xml", "/feed.json"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); }) ||
         parsed->host.starts_with("feeds.") || parsed->host.starts_with("rss.") || path.ends_with("rss.xml") ||
         path.ends_with("podcast.xml");
}

bool is_of_comments(const FeedLink& link) {
  return text::lower_trimmed(link.url).contains("/comments/") || text::lower_trimmed(link.title).contains("comments");
}

class Finder {
 public:
  explicit Finder(std::string_view page_url) : base_(page_url) {}

  void look_at(const text::HtmlToken& token) {
    if (token.kind == text::HtmlToken::Kind::text && in_anchor_ && !links_.empty() && links_.back().title.size() < 200)
      links_.back().title += token.text;
    if (token.kind == text::HtmlToken::Kind::close && token.name == "a") in_anchor_ = false;
    if (token.kind != text::HtmlToken::Kind::open) return;
    if (token.name == "base") return note_base(token);
    if (token.name == "link") return take_link(token);
    if (token.name == "a") take_anchor(token);
  }

  bool is_full() const { return links_.size() >= most_links; }

  std::vector<FeedLink> take() && {
    for (auto& link : links_) link.title = text::fold_space(link.title);
    std::ranges::stable_sort(
        links_, {}, [](const FeedLink& link) { return (is_of_comments(link) ? 2 : 0) + (link.declared ? 0 : 1); });
    return std::move(links_);
  }

 private:
  void note_base(const text::HtmlToken& token) {
    const auto href = text::html_attribute(token.attributes, "href");
    if (!href.empty()) base_ = resolve_url(base_, href);
  }

  void take_link(const text::HtmlToken& token) {
    const auto rel = text::html_attribute(token.attributes, "rel");
    if (!(has_word(rel, "alternate") || has_word(rel, "feed")) || has_word(rel, "stylesheet")) return;
    const auto type = text::html_attribute(token.attributes, "type");
    if (!is_feed_type(type) && !has_word(rel, "feed")) return;
    add(text::html_attribute(token.attributes, "href"), text::html_attribute(token.attributes, "title"), true);
  }

  void take_anchor(const text::HtmlToken& token) {
    const auto href = text::html_attribute(token.attributes, "href");
    in_anchor_ = looks_like_feed(resolve_url(base_, web_address(href))) && add(href, {}, false);
  }

  // feed://host/x and feed:https://host/x name a feed by themselves.
  static std::string web_address(const std::string& href) {
    if (!text::lower_trimmed(href).starts_with("feed:")) return href;
    const auto url = parse_web_address(href);
    return url ? url->text() : href;
  }

  bool add(const std::string& href, std::string title, bool declared) {
    if (text::trim(href).empty()) return false;
    auto url = resolve_url(base_, web_address(href));
    const auto parsed = parse_url(url);
    if (!parsed || !parsed->is_http() || std::ranges::find(links_, url, &FeedLink::url) != links_.end()) return false;
    links_.push_back({std::move(url), std::move(title), declared});
    return true;
  }

  std::string base_;
  std::vector<FeedLink> links_;
  bool in_anchor_ = false;
};

}  // namespace

std::vector<FeedLink> discover_feeds(std::string_view html, std::string_view page_url) {
  std::string storage;
  text::HtmlScanner scanner(as_utf8(html, {}, storage));
  Finder finder(page_url);
  for (text::HtmlToken token; !finder.is_full() && scanner.next(token);) finder.look_at(token);
  return std::move(finder).take();
}

}  // namespace pith::feed
