#include "lib/yaml/properties.h"

#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace pith::yaml {

namespace {

constexpr std::size_t most_bytes = 256 << 10;

std::vector<std::string> values_of(const YAML::Node& node) {
  std::vector<std::string> values;
  if (node.IsScalar()) values.push_back(node.Scalar());
  if (node.IsSequence())
    for (const auto& item : node)
      if (item.IsScalar()) values.push_back(item.Scalar());
  return values;
}

int line_of(const YAML::Mark& mark) { return mark.is_null() ? 0 : mark.line; }

std::unexpected<Error> broken(int line, const std::string& why) {
  return fail(ErrorKind::invalid_input, fmt::format("line {}: {}", line, why));
}

// Throws at the first alias: a few of them, each of a list of others, are more than memory holds.
class NoAliases final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YAML::ParserException(mark, "properties that refer to each other (*) are not read");
  }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void refuse_aliases(const std::string& text) {
  std::istringstream stream(text);
  NoAliases none;
  YAML::Parser(stream).HandleNextDocument(none);
}

}  // namespace

Result<std::vector<Property>> read_properties(std::string_view text, int first_line) {
  if (text.size() > most_bytes) return fail(ErrorKind::too_large, "these properties are longer than 256 KB");
  try {
    const std::string whole(text);
    refuse_aliases(whole);
    const auto root = YAML::Load(whole);
    std::vector<Property> properties;
    if (root.IsNull()) return properties;
    if (!root.IsMap()) return broken(first_line + line_of(root.Mark()), "these are no properties");
    for (const auto& entry : root)
      if (entry.first.IsScalar())
        properties.push_back({entry.first.Scalar(), values_of(entry.second), first_line + line_of(entry.first.Mark())});
    return properties;
  } catch (const YAML::Exception& problem) {
    return broken(first_line + line_of(problem.mark), problem.msg);
  }
}

}  // namespace pith::yaml
