#include "stages/feed/chapters.h"

#include <algorithm>
#include <cmath>

#include "base/url.h"
#include "lib/json/json.h"
#include "stages/feed/caps.h"
#include "stages/feed/dates.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t most_chapters = 1000;
constexpr double hundred_hours = 100 * 3600.0;

// A number of seconds; some write it as text, or as a clock.
std::optional<std::chrono::milliseconds> start_of(const json::Value& value) {
  const auto number = value.number();
  if (!number) return parse_position(value.text());
  if (!(*number >= 0) || *number >= hundred_hours) return std::nullopt;
  return std::chrono::milliseconds{std::llround(*number * 1000)};
}

std::string address(const json::Value& value, std::string_view base_url) {
  const auto text = text::trim(value.text());
  return text.empty() ? std::string{} : resolve_url(base_url, text);
}

}  // namespace

Result<std::vector<Chapter>> read_chapters(std::string_view bytes, std::string_view base_url) {
  const auto parsed = json::parse(text::decode(bytes), {.bytes = 4u << 20});
  if (!parsed) return std::unexpected(parsed.error().within("the chapters"));
  const auto& list = parsed->is_array() ? *parsed : parsed->at("chapters");
  if (!list.is_array())
    return fail(ErrorKind::invalid_input, "this is JSON, but not a chapter file: it has no list of chapters");
  std::vector<Chapter> chapters;
  for (const auto& one : list.items()) {
    const auto start = start_of(one.at(one.has("startTime") ? "startTime" : "start"));
    if (!start || chapters.size() == most_chapters) continue;
    chapters.push_back({.start = *start,
                        .title = text::fold_space(one.at("title").text()),
                        .link = address(one.at("url"), base_url),
                        .image = address(one.at("img"), base_url),
                        .silent = !one.at("toc").boolean().value_or(true)});
    cap(chapters.back());
  }
  std::ranges::stable_sort(chapters, {}, &Chapter::start);
  return chapters;
}

}  // namespace pith::feed
