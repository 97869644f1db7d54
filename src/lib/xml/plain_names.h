// Names of elements and attributes, and the namespaces they are in. Internal to lib/xml; plain.h is the way in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/xml/sax.h"

namespace pith::xml {

// The end of the name that begins at `at`: ASCII, at most one colon within. `at` where there is none.
std::size_t plain_name_end(std::string_view text, std::size_t at);

class PlainNames {
 public:
  // The bindings in force, to go back to.
  struct Mark {
    std::size_t count;
    std::uint64_t generation;
  };
  Mark bindings() const { return {bindings_.size(), generation_}; }
  // False for what is better left to libxml2: names that XML keeps for itself, and more than anybody needs.
  bool bind(std::string_view prefix, std::string_view uri);
  void unbind_to(Mark mark);  // an element ends: the bindings it brought go

  // `written`: as plain_name_end() found it. Nothing where there are too many prefixes.
  std::optional<Name> element(std::string_view written);
  std::optional<Name> attribute(std::string_view written);

 private:
  struct Binding {
    std::string_view prefix, uri;
  };
  struct Known {
    std::string_view written;
    std::uint64_t generation = 0;
    Name name;
  };
  std::optional<Name> resolved(std::string_view written, bool default_space);
  std::string_view space_of(std::string_view prefix) const;

  std::optional<std::string_view> kept(std::string_view text);

  std::vector<Binding> bindings_;
  std::deque<std::string> texts_;  // prefixes and URIs, each at one address
  std::array<Known, 256> known_{};
  std::uint64_t generation_ = 1;  // of the bindings in force: what was found under others does not count
  std::uint64_t last_generation_ = 1;
};

}  // namespace pith::xml
