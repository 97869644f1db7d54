#include "pipeline/directory.h"

#include <fmt/format.h>

#include "pipeline/asking.h"

namespace pith::pipeline {

namespace {

constexpr int most_found = 20;

Result<std::vector<feed::DirectoryEntry>> entries_at(Context& context, std::string url) {
  net::HttpRequest request;
  request.url = std::move(url);
  request.accept = "application/json, text/javascript;q=0.9, */*;q=0.5";
  request.limits = context.options.feed_limits;
  request.limits.max_bytes = 4 << 20;
  request.trusted = context.options.own_directory;
  const auto response = ask(context, std::move(request));
  const std::string_view advice = "Apple's directory cannot be asked now; the address of the feed works without it";
  if (!response) return std::unexpected(response.error().error.within(advice));
  if (response->status != 200)
    return std::unexpected(refusal(context, *response, "its server answered with an error").error.within(advice));
  return feed::read_directory(response->body);
}

}  // namespace

Result<std::vector<feed::DirectoryEntry>> search_directory(Context& context, std::string_view words) {
  return entries_at(context, feed::search_url(context.options.directory_url, words, most_found));
}

Result<std::string> feed_at_apple(Context& context, std::string_view apple_id) {
  const auto entries = entries_at(context, feed::lookup_url(context.options.directory_url, apple_id));
  if (!entries) return std::unexpected(entries.error());
  if (entries->empty())
    return fail(ErrorKind::not_found, fmt::format("Apple's directory knows no podcast {}", apple_id));
  if (entries->front().feed_url.empty())
    return fail(ErrorKind::not_found,
                fmt::format("Apple names no feed of {}: it can be heard there only", entries->front().title));
  return entries->front().feed_url;
}

}  // namespace pith::pipeline
