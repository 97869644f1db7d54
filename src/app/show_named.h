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

}  // namespace pith::app
