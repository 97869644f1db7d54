#include "web/api/paged.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/base64url.h"
#include "base/ids.h"
#include "base/parse_number.h"

namespace pith::web::api {

namespace {

constexpr std::size_t usual_limit = 20;
constexpr std::size_t most_limit = 100;

std::unexpected<Error> no_cursor() {
  return fail(ErrorKind::invalid_input, "cursor must be what `next` of the page before says.");
}

// All that is asked but for which page of it, in few letters.
std::string question_of(const http::Request& request) {
  auto fields = request.query;
  std::erase_if(fields, [](const http::Field& field) { return field.first == "cursor" || field.first == "limit"; });
  std::ranges::sort(fields);
  auto question = request.path;
  for (const auto& [name, value] : fields) question += fmt::format("\n{}={}", name, value);
  return content_hash(question, 6);
}

}  // namespace

Result<std::size_t> limit_asked(const Context& context) {
  const auto limit = context.request.parameter("limit");
  if (limit.empty()) return usual_limit;
  const auto value = parse_number<std::size_t>(limit);
  if (!value || *value == 0 || *value > most_limit)
    return fail(ErrorKind::invalid_input, fmt::format("limit must be a number from 1 to {}.", most_limit));
  return *value;
}

std::string cursor_of(const Context& context, std::string_view kind, const Parts& parts) {
  auto all = json::array({kind, question_of(context.request)});
  for (const auto& part : parts) all.push(part);
  return to_base64url(json::write(all));
}

Result<Parts> cursor_asked(const Context& context, std::string_view kind, std::size_t parts) {
  const auto cursor = context.request.parameter("cursor");
  if (cursor.empty()) return Parts{};
  const auto bytes = from_base64url(cursor);
  const auto all = bytes ? json::parse(*bytes) : Result<json::Value>(json::Value{});
  if (!all || all->items().size() != parts + 2 || all->at(0).text() != kind) return no_cursor();
  if (all->at(1).text() != question_of(context.request))
    return fail(ErrorKind::invalid_input,
                "cursor goes with the question whose page gave it as `next`: ask with the same address and parameters. "
                "Only limit may be another.");
  Parts found;
  for (const auto& part : all->items().subspan(2)) {
    if (!part.is_text()) return no_cursor();
    found.emplace_back(part.text());
  }
  return found;
}

std::string cursor_after(const Context& context, const store::Position& position) {
  return cursor_of(context, "time", {std::to_string(position.at.time_since_epoch().count()), position.id});
}

Result<store::Page> page_asked(const Context& context) {
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  auto after = cursor_asked(context, "time", 2);
  if (!after) return std::unexpected(after.error());
  store::Page page{static_cast<int>(*limit) + 1, 0};
  if (after->empty()) return page;
  const auto at = parse_number<std::int64_t>(after->front());
  if (!at) return no_cursor();
  page.after = {from_micros(*at), std::move(after->back())};
  return page;
}

Result<Rank> rank_in(const std::string& count, std::string last) {
  const auto value = parse_number<std::size_t>(count);
  if (!value || *value == 0) return no_cursor();
  return Rank{*value, std::move(last)};
}

Result<Rank> rank_asked(const Context& context, std::string_view kind) {
  auto parts = cursor_asked(context, kind, 2);
  if (!parts) return std::unexpected(parts.error());
  if (parts->empty()) return Rank{};
  return rank_in(parts->front(), std::move(parts->back()));
}

std::string cursor_after(const Context& context, std::string_view kind, const Rank& rank) {
  return cursor_of(context, kind, {std::to_string(rank.count), rank.last});
}

json::Value page_view(json::Value items, const std::string& next) {
  auto out = json::object({{"items", std::move(items)}});
  if (!next.empty()) out.set("next", next);
  return out;
}

json::Value insight_views(const Context& context, std::vector<Insight> insights) {
  Views views(context);
  auto items = json::array();
  for (const auto& source : sourced(context, std::move(insights))) items.push(views.insight(source));
  return items;
}

}  // namespace pith::web::api
