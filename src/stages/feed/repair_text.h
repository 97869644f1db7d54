// Character data written so that any XML parser takes it: the part of repair() below the tags.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "stages/feed/doctype.h"

namespace pith::feed {

class TextWriter {
 public:
  explicit TextWriter(std::string& out) : out_(out) {}

  // Entities that references may name besides HTML's; must outlive the writer.
  void declare(const Entities* entities) { entities_ = entities; }

  void text(std::string_view text);
  void cdata(std::string_view text);       // written as text
  void attribute(std::string_view value);  // for between double quotes

  bool stray_ampersands() const { return stray_ampersands_; }
  bool named_references() const { return named_references_; }
  bool control_characters() const { return control_characters_; }

 private:
  void plain(std::string_view text);
  std::size_t reference(std::string_view text);  // at an &; gives the bytes taken
  bool declared(std::string_view name);

  std::string& out_;
  const Entities* entities_ = nullptr;
  bool stray_ampersands_ = false;
  bool named_references_ = false;
  bool control_characters_ = false;
};

}  // namespace pith::feed
