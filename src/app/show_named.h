// A show as people name it on the command line.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/show.h"
#include "store/store.h"

namespace pith::app {

// By slug or id, else by the address of one of its feeds.
Result<std::optional<Show>> show_named(const store::Session& session, std::string_view name);
// Also by its title or a part of it, in any case, where one shown show alone has that. not_found, with the shows that
// could be meant, where it is none or several.
Result<Show> show_meant(const store::Session& session, std::string_view name);

}  // namespace pith::app
