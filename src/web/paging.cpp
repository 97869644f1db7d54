#include "web/paging.h"

#include <fmt/format.h>

#include "base/parse_number.h"

namespace pith::web {

Paging paging_of(const http::Request& request, int size) {
  const auto page = parse_number<int>(request.parameter("page")).value_or(1);
  return {page >= 1 && page <= 1'000'000 ? page : 1, size};
}

void add_pager_links(templates::Values& values, std::string_view address, const Paging& at, bool older) {
  auto& included = values.include("PAGER", "pager.html");
  if (at.page == 1 && !older) return;
  auto& pager = included.add("PAGER");
  const auto link = [&](std::string_view name, int page) {
    pager.add(name).set("URL", page == 1 ? std::string(address) : fmt::format("{}?page={}", address, page));
  };
  if (at.page > 1) link("NEWER", at.page - 1);
  if (older) link("OLDER", at.page + 1);
}

}  // namespace pith::web
