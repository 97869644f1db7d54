// Lists a page at a time: which page is asked for, and the cursor of the next. What may not be shown is left out before
// a page is cut, so that neither its size nor its `next` tells of it.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "store/page.h"
#include "web/api/views.h"
#include "web/cards.h"
#include "web/page.h"

namespace pith::web::api {

// One row more than is shown, to know whether there is a next page. invalid_input where the parameters make no sense.
Result<store::Page> page_asked(const Context& context);

// `rows` cut to the page, and the cursor of the next where one row more was there.
template <class Row>
std::string cut(std::vector<Row>& rows, const store::Page& page) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  if (rows.size() <= size) return {};
  rows.resize(size);
  return fmt::format("c{}", page.offset + page.limit - 1);
}

// The same of a list that was read whole.
template <class Row>
std::string take_page(std::vector<Row>& rows, const store::Page& page) {
  rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(page.offset, std::ssize(rows)));
  return cut(rows, page);
}

json::Value page_view(json::Value items, const std::string& next);
json::Value insight_views(const Context& context, std::vector<Insight> insights);

// A page of insights; `read` takes the page and gives those that may be shown.
template <class Read>
Result<json::Value> insights_by(const Context& context, Read read) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto insights = context.take(read(*page));
  const auto next = cut(insights, *page);
  return page_view(insight_views(context, std::move(insights)), next);
}

}  // namespace pith::web::api
