// The stylesheet, the scripts and their like, linked into the binary. Each is addressed with a hash of its bytes, so
// that browsers may keep it for good; what a script imports ("./other.js") gets its hash too.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "lib/http_server/message.h"

namespace pith {

std::span<const EmbeddedFile> embedded_web_static();
std::span<const EmbeddedFile> embedded_web_templates();

}  // namespace pith

namespace pith::web {

class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files);

  // "/static/pith.css?v=1f3a..."; the plain address where there is no such file.
  std::string address(std::string_view name) const;
  // The file, for a request to /static/NAME; none where there is none. Names are compared whole: there are no paths.
  std::optional<http::Response> answer(std::string_view name, const http::Request& request) const;

 private:
  struct Entry {
    std::string_view name;
    std::string bytes;
    std::string hash;
  };
  void add(std::span<const EmbeddedFile> files, const EmbeddedFile& file);
  const Entry* find(std::string_view name) const;
  std::vector<Entry> entries_;
};

// Does If-None-Match name this tag (with its quotes)? Weak comparison, as RFC 9110 wants it here.
bool none_match_has(std::string_view if_none_match, std::string_view etag);

}  // namespace pith::web
