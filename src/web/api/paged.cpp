#include "web/api/paged.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace pith::web::api {

namespace {

constexpr int usual_limit = 20;
constexpr int most_limit = 100;
constexpr int most_offset = 1'000'000;

std::optional<int> number_in(std::string_view text, int most) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
  return value;
}

}  // namespace

Result<store::Page> page_asked(const Context& context) {
  store::Page page{usual_limit + 1, 0};
  if (const auto limit = context.request.parameter("limit"); !limit.empty()) {
    const auto value = number_in(limit, most_limit);
    if (!value || *value == 0)
      return fail(ErrorKind::invalid_input, fmt::format("limit must be a number from 1 to {}.", most_limit));
    page.limit = *value + 1;
  }
  if (const auto cursor = context.request.parameter("cursor"); !cursor.empty()) {
    const auto value = cursor.starts_with('c') ? number_in(cursor.substr(1), most_offset) : std::nullopt;
    if (!value) return fail(ErrorKind::invalid_input, "cursor must be what `next` of the page before says.");
    page.offset = *value;
  }
  return page;
}

json::Value page_view(json::Value items, const std::string& next) {
  auto out = json::object({{"items", std::move(items)}});
  if (!next.empty()) out.set("next", next);
  return out;
}

json::Value insight_views(const Context& context, std::vector<Insight> insights) {
  auto items = json::array();
  for (const auto& source : sourced(context, std::move(insights))) items.push(insight_view(source));
  return items;
}

}  // namespace pith::web::api
