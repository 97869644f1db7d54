// How one insight relates to another. A storyline is the run of insights that several shows hold about one claim.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace pith {

enum class LinkKind { restates, supports, extends, opposes, updates, related };

std::string_view name_of(LinkKind kind);
std::optional<LinkKind> link_kind_of(std::string_view name);

// Directed from the newer insight to the older one, by (published, id), never by arrival.
struct Link {
  std::string from;
  std::string to;
  LinkKind kind = LinkKind::related;
  double score = 0;  // 0..1
  bool operator==(const Link&) const = default;
};

}  // namespace pith
