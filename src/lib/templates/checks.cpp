#include "lib/templates/checks.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace pith::templates {

namespace {

struct Trap {
  std::string_view text;
  std::string_view why;
};

constexpr Trap traps[] = {
    {"={{", "an attribute holds a value without quotes"},
    {":none}}", "a value switches its escaping off"},
};

std::unexpected<Error> refuse(const EmbeddedFile& file, std::size_t at, std::string_view why) {
  const auto line = std::ranges::count(file.bytes.substr(0, at), '\n') + 1;
  return fail(ErrorKind::invalid_input, fmt::format("template {}, line {}: {}", file.name, line, why));
}

std::string_view opening_of(std::string_view name) {
  if (name.ends_with(".html")) return R"({{%AUTOESCAPE context="HTML"}})";
  if (name.ends_with(".xml")) return R"({{%AUTOESCAPE context="XML"}})";
  return "";
}

// The first value inside a <script>, or npos.
std::size_t value_in_script(std::string_view bytes) {
  for (std::size_t at = bytes.find("<script"); at != std::string_view::npos; at = bytes.find("<script", at + 1)) {
    const auto body = bytes.find('>', at);
    const auto value = bytes.find("{{", body);
    if (value < bytes.find("</script", body)) return value;
  }
  return std::string_view::npos;
}

}  // namespace

Result<void> check(const EmbeddedFile& file) {
  const auto opening = opening_of(file.name);
  if (opening.empty()) return {};
  if (!file.bytes.starts_with(opening)) return refuse(file, 0, fmt::format("it must begin with {}", opening));
  for (const auto& [text, why] : traps) {
    const auto at = file.bytes.find(text);
    if (at != std::string_view::npos) return refuse(file, at, why);
  }
  const auto in_script = value_in_script(file.bytes);
  if (in_script != std::string_view::npos) return refuse(file, in_script, "a value stands in a script");
  return {};
}

}  // namespace pith::templates
