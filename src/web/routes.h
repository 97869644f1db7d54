// Every address of the site, in one table.
#pragma once

#include <span>
#include <string_view>

#include "web/page.h"

namespace pith::web {

struct Route {
  std::string_view pattern;  // "/insights/{}": {} stands for one part of the path, not empty
  PageFunction page;
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;  // none matched
  std::string_view argument;     // into the path
};
Match match(std::span<const Route> table, std::string_view path);

}  // namespace pith::web
