// Lists a page at a time: which page is asked for, and the cursor of the next. A cursor says behind which item its page
// begins, so what comes in or goes meanwhile shifts nothing, and which question that was: it is refused where something
// else is asked. Programs are to take it as it is. What may not be shown is left out before a page is cut, so that
// neither its size nor its `next` tells of it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/brief.h"
#include "domain/reader.h"
#include "store/page.h"
#include "web/api/views.h"
#include "web/cards.h"
#include "web/page.h"

namespace pith::web::api {

// How many items a page has; invalid_input where the parameter makes no sense.
Result<std::size_t> limit_asked(const Context& context);

// What a cursor holds. The kind tells lists of one order from those of another.
using Parts = std::vector<std::string>;
std::string cursor_of(const Context& context, std::string_view kind, const Parts& parts);
// Of the cursor asked for; empty where the first page is asked for. invalid_input where it is none of this kind,
// or of another question: what is asked but for `cursor` and `limit`.
Result<Parts> cursor_asked(const Context& context, std::string_view kind, std::size_t parts);

// Lists that have the newest first.

// One row more than is shown, to know whether there is a next page.
Result<store::Page> page_asked(const Context& context);

inline store::Position position_of(const Insight& insight) { return {insight.published, insight.id}; }
inline store::Position position_of(const Episode& episode) { return {episode.published, episode.id}; }
inline store::Position position_of(const Reader& reader) { return {reader.added, reader.id}; }
inline store::Position position_of(const Brief& brief) { return {std::chrono::sys_days{brief.day}, {}}; }
std::string cursor_after(const Context& context, const store::Position& position);

// `rows` cut to the page, and the cursor of the next where one row more was there.
template <class Row>
std::string cut(const Context& context, std::vector<Row>& rows, const store::Page& page) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  if (rows.size() <= size) return {};
  rows.resize(size);
  return cursor_after(context, position_of(rows.back()));
}

// Lists that were read whole.

// `key_of` gives what they are in order of, unlike for each; names with letters of ASCII alone made small, as SQL does.
template <class Row, class KeyOf>
Result<std::string> take_by_key(const Context& context, std::vector<Row>& rows, KeyOf key_of) {
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  const auto after = cursor_asked(context, "key", 2);
  if (!after) return std::unexpected(after.error());
  if (!after->empty()) std::erase_if(rows, [&](const Row& row) { return key_of(row) <= *after; });
  if (rows.size() <= *limit) return std::string{};
  rows.resize(*limit);
  return cursor_of(context, "key", key_of(rows.back()));
}

// Of lists that are ranked anew each time: how many came before, and which was the last of them. Where that one is no
// more, the page begins where it stood.
struct Rank {
  std::size_t count = 0;
  std::string last = {};  // empty where all of the list has been shown
};
Result<Rank> rank_in(const std::string& count, std::string last);
Result<Rank> rank_asked(const Context& context, std::string_view kind);
std::string cursor_after(const Context& context, std::string_view kind, const Rank& rank);

// Cuts the rows to what follows; true where there are more.
template <class Row, class IdOf>
bool take_ranked(std::vector<Row>& rows, std::size_t limit, const Rank& after, IdOf id_of) {
  if (after.count > 0) {
    auto begin = rows.end();
    if (!after.last.empty()) {
      begin = std::ranges::find(rows, after.last, id_of);
      begin = begin != rows.end() ? begin + 1 : rows.begin() + std::min<std::ptrdiff_t>(after.count - 1, rows.size());
    }
    rows.erase(rows.begin(), begin);
  }
  const bool more = rows.size() > limit;
  if (more) rows.resize(limit);
  return more;
}

json::Value page_view(json::Value items, const std::string& next);
json::Value insight_views(const Context& context, std::vector<Insight> insights);

// A page of insights; `read` takes the page and gives those that may be shown.
template <class Read>
Result<json::Value> insights_by(const Context& context, Read read) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto insights = context.take(read(*page));
  const auto next = cut(context, insights, *page);
  return page_view(insight_views(context, std::move(insights)), next);
}

}  // namespace pith::web::api
