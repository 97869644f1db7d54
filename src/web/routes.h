// Every address of the site, in one table.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "web/page.h"

namespace pith::web {

struct Route {
  std::string_view pattern;  // "/insights/{}/taste": {} stands for one part of the path, not empty
  PageFunction page;         // none: there is nothing to read
  FormFunction form = nullptr;
  bool by_token = false;  // the form needs no page of this site before it: a signed token says what may be done
};

std::span<const Route> routes();

// What stands for {} in the pattern, one part of the path, not empty; empty where the pattern has none. None where the
// path is another.
std::optional<std::string_view> argument_of(std::string_view pattern, std::string_view path);

struct Match {
  const Route* route = nullptr;  // none matched
  std::string_view argument;     // into the path
};
Match match(std::span<const Route> table, std::string_view path);

}  // namespace pith::web
