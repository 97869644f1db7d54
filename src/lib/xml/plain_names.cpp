#include "lib/xml/plain_names.h"

#include <algorithm>

namespace pith::xml {

namespace {

constexpr std::size_t most_texts = 64;
constexpr std::size_t most_bindings = 64;  // in force: each prefixed name is looked for among them
constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

constexpr std::array<std::uint8_t, 256> make_name_bytes() {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 'a'; byte <= 'z'; ++byte) table.at(byte) = table.at(byte - 'a' + 'A') = 2;
  table.at('_') = 2;  // may begin a name
  for (std::size_t byte = '0'; byte <= '9'; ++byte) table.at(byte) = 1;
  table.at('-') = table.at('.') = 1;
  return table;
}
constexpr auto name_bytes = make_name_bytes();

std::size_t part_end(std::string_view text, std::size_t at) {
  const auto kind = [&] { return at < text.size() ? name_bytes[static_cast<unsigned char>(text[at])] : 0; };
  if (kind() != 2) return at;
  while (kind() != 0) ++at;
  return at;
}

std::size_t hash_of(std::string_view written) {
  const auto byte = [&](std::size_t n) { return static_cast<std::size_t>(static_cast<unsigned char>(written[n])); };
  return written.size() * 31 + byte(written.size() - 1) * 7 + byte(written.size() / 2) * 3 + byte(0);
}

}  // namespace

std::size_t plain_name_end(std::string_view text, std::size_t at) {
  const auto first = part_end(text, at);
  if (first == at || first == text.size() || text[first] != ':') return first;
  const auto second = part_end(text, first + 1);
  const bool whole = second > first + 1 && (second == text.size() || text[second] != ':');
  return whole ? second : at;
}

std::optional<std::string_view> PlainNames::kept(std::string_view text) {
  if (text.empty()) return std::string_view{};
  const auto found = std::ranges::find(texts_, text);
  if (found != texts_.end()) return *found;
  if (texts_.size() == most_texts) return std::nullopt;
  return texts_.emplace_back(text);
}

bool PlainNames::bind(std::string_view prefix, std::string_view uri) {
  const bool reserved = prefix == "xml" || prefix == "xmlns" || uri.starts_with("http://www.w3.org/XML/") ||
                        uri.starts_with("http://www.w3.org/2000/xmlns");
  const auto name = kept(prefix), space = kept(uri);
  if (bindings_.size() == most_bindings || reserved || (uri.empty() && !prefix.empty()) || !name || !space)
    return false;
  bindings_.push_back({*name, *space});
  generation_ = ++last_generation_;
  return true;
}

void PlainNames::unbind_to(Mark mark) {
  bindings_.resize(mark.count);
  generation_ = mark.generation;
}

std::string_view PlainNames::space_of(std::string_view prefix) const {
  if (prefix == "xml") return xml_space;
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                  [&](const Binding& binding) { return binding.prefix == prefix; });
  return found == bindings_.rend() ? std::string_view{} : found->uri;
}

std::optional<Name> PlainNames::resolved(std::string_view written, bool default_space) {
  const auto colon = written.find(':');
  if (colon == written.npos) return Name{default_space ? space_of({}) : std::string_view{}, {}, written};
  const auto prefix = kept(written.substr(0, colon));
  if (!prefix) return std::nullopt;
  return Name{space_of(*prefix), *prefix, written.substr(colon + 1)};
}

std::optional<Name> PlainNames::element(std::string_view written) {
  auto& known = known_[hash_of(written) % known_.size()];
  if (known.generation == generation_ && known.written == written) return known.name;
  const auto name = resolved(written, true);
  if (name) known = {written, generation_, *name};
  return name;
}

std::optional<Name> PlainNames::attribute(std::string_view written) { return resolved(written, false); }

}  // namespace pith::xml
