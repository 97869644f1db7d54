// Long lists in pages: "?page=2".
#pragma once

#include <string_view>
#include <vector>

#include "lib/http_server/message.h"
#include "lib/templates/templates.h"
#include "store/page.h"

namespace pith::web {

struct Paging {
  int page = 1;
  int size = 30;
  // One more than is shown tells whether there is a next page.
  store::Page one_more() const { return {size + 1, (page - 1) * size}; }
};

Paging paging_of(const http::Request& request, int size);  // page 1 where the number makes no sense
void add_pager_links(templates::Values& values, std::string_view address, const Paging& at, bool older);

// Cuts `rows`, read with one_more(), to the page and adds the links to its neighbours.
template <class Row>
void add_pager(templates::Values& values, std::string_view address, const Paging& at, std::vector<Row>& rows) {
  const bool older = rows.size() > static_cast<std::size_t>(at.size);
  if (older) rows.resize(static_cast<std::size_t>(at.size));
  add_pager_links(values, address, at, older);
}

}  // namespace pith::web
