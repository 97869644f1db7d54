#include "web/static_files.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/ids.h"
#include "text/utf8.h"

namespace pith::web {

namespace {

constexpr std::pair<std::string_view, std::string_view> types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".woff2", "font/woff2"},
};

std::string_view type_of(std::string_view name) {
  for (const auto& [ending, type] : types)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
  for (const auto& file : files) entries_.push_back({file.name, file.bytes, content_hash(file.bytes, 8)});
}

const StaticFiles::Entry* StaticFiles::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  return found == entries_.end() ? nullptr : &*found;
}

std::string StaticFiles::address(std::string_view name) const {
  const auto* file = find(name);
  return file == nullptr ? fmt::format("/static/{}", name) : fmt::format("/static/{}?v={}", name, file->hash);
}

std::optional<http::Response> StaticFiles::answer(std::string_view name, const http::Request& request) const {
  const auto* file = find(name);
  if (file == nullptr) return std::nullopt;
  const auto etag = fmt::format("\"{}\"", file->hash);
  const bool current = request.parameter("v") == file->hash;
  http::Response response;
  response.headers = {{"Content-Type", std::string(type_of(name))},
                      {"ETag", etag},
                      {"Cache-Control", current ? "public, max-age=31536000, immutable" : "public, max-age=300"}};
  if (none_match_has(request.header("If-None-Match"), etag)) response.status = 304;
  if (response.status == 200) response.body = file->bytes;
  return response;
}

bool none_match_has(std::string_view if_none_match, std::string_view etag) {
  const auto strong = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  while (!if_none_match.empty()) {
    const auto comma = std::min(if_none_match.find(','), if_none_match.size());
    const auto tag = text::trim(if_none_match.substr(0, comma));
    if (tag == "*" || strong(tag) == strong(etag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

}  // namespace pith::web
