#include "lib/templates/templates.h"

namespace pith::templates {

Values& Values::set(std::string_view name, std::string_view text) {
  texts_.emplace_back(name, text);
  return *this;
}

Values& Values::show(std::string_view section) {
  add(section);
  return *this;
}

Values& Values::show_if(bool condition, std::string_view section) { return condition ? show(section) : *this; }

Values& Values::set_if(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  return set(name, text).show(std::string(name) + "_IF");
}

Values& Values::add(std::string_view section) {
  parts_.push_back({.name = std::string(section), .file = {}, .values = {}});
  return parts_.back().values;
}

Values& Values::include(std::string_view name, std::string_view file) {
  parts_.push_back({.name = std::string(name), .file = std::string(file), .values = {}});
  return parts_.back().values;
}

}  // namespace pith::templates
