// ctemplate, wrapped: a set of named templates and the values they are filled with. Every HTML and XML template escapes
// what it shows by the context it stands in.
//   In a file: {{NAME}} shows a text, {{#NAME}}...{{/NAME}} repeats a section, {{>NAME}} includes another file of the
//   set under that name. A file that ends in .html or .xml must begin with {{%AUTOESCAPE context="HTML"}} (or "XML"),
//   and every attribute that holds a value must be quoted; loading fails otherwise. Any other file is not escaped.
//   A link takes http, https and relative addresses; any other, mailto: too, becomes "#".
//   Never put JSON or script source into a template: ctemplate's escapes of it are not JSON.
#pragma once

#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"

namespace pith::templates {

// Plain data: texts by name, and the copies of each section. What a section lacks, it takes from the one around it.
class Values {
 public:
  Values& set(std::string_view name, std::string_view text);
  Values& show(std::string_view section);  // a section that is there once, with no values of its own
  Values& show_if(bool condition, std::string_view section);
  // Sets NAME and shows the section NAME_IF; nothing where `text` is empty.
  Values& set_if(std::string_view name, std::string_view text);
  Values& add(std::string_view section);  // one more copy of a section, to be filled; stays valid as others are added
  // Fills {{>NAME}} with another file, which sees only the values set here. Also stays valid.
  Values& include(std::string_view name, std::string_view file);

 private:
  friend class TemplateSet;
  struct Part;
  std::vector<std::pair<std::string, std::string>> texts_;
  std::list<Part> parts_;
};

struct Values::Part {
  std::string name;
  std::string file;  // of an include, else empty
  Values values;
};

// Immutable after loading; `expand` is thread-safe.
class TemplateSet {
 public:
  // The files' names become the templates' names: "mail.html".
  static Result<TemplateSet> load(std::span<const EmbeddedFile> files);
  Result<std::string> expand(std::string_view name, const Values& values) const;

  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

 private:
  class Cache;
  explicit TemplateSet(std::unique_ptr<Cache> cache);
  std::unique_ptr<Cache> cache_;
};

}  // namespace pith::templates
