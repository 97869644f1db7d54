#include "stages/delivery/templates.h"

#include <span>

#include "base/embedded.h"

namespace pith {

std::span<const EmbeddedFile> embedded_delivery();

namespace delivery {

Result<std::string> fill(std::string_view name, const templates::Values& values) {
  static const auto set = templates::TemplateSet::load(embedded_delivery());
  if (!set) return std::unexpected(set.error());
  return set->expand(name, values);
}

}  // namespace delivery
}  // namespace pith
