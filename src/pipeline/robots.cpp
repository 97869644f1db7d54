#include "pipeline/robots.h"

#include <fmt/format.h>

#include "base/url.h"
#include "pipeline/asking.h"
#include "stages/feed/robots.h"

namespace pith::pipeline {

std::expected<bool, Failure> page_may_be_read(Context& context, const std::string& page_url) {
  const auto page = parse_url(page_url);
  if (!page) return std::unexpected(page.error());
  net::HttpRequest request;
  request.url = resolve_url(page_url, "/robots.txt");
  request.accept = "text/plain, */*;q=0.5";
  request.limits = context.options.feed_limits;
  request.limits.max_redirects = 5;
  const auto response = ask(context, std::move(request));
  if (!response) return std::unexpected(response.error());
  if (response->status >= 500 || response->status == 429)
    return std::unexpected(refusal(context, *response,
                                   fmt::format("the robots.txt of {} was not given out, so its pages "
                                               "are not read",
                                               page->host)));
  if (response->status != 200) return true;
  const auto path = page->query ? fmt::format("{}?{}", page->path, *page->query) : page->path;
  return feed::robots_allow(response->body, "pith", path);
}

}  // namespace pith::pipeline
