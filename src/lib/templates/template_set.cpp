#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_enums.h>
#include <fmt/format.h>

#include "lib/templates/checks.h"
#include "lib/templates/templates.h"

namespace pith::templates {

namespace {

ctemplate::TemplateString view(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class TemplateSet::Cache {
 public:
  Result<void> add(const EmbeddedFile& file) {
    if (auto checked = check(file); !checked) return checked;
    if (!cache_.StringToTemplateCache(view(file.name), file.bytes.data(), file.bytes.size(), ctemplate::DO_NOT_STRIP)) {
      return fail(ErrorKind::invalid_input, fmt::format("template {} cannot be read", file.name));
    }
    return {};
  }
  void freeze() { cache_.Freeze(); }
  Result<std::string> expand(std::string_view name, const Values& values) const;

 private:
  static void fill(ctemplate::TemplateDictionary& dictionary, const Values& values);

  ctemplate::TemplateCache cache_;
};

// Without copies: `values` outlives the expansion.
void TemplateSet::Cache::fill(ctemplate::TemplateDictionary& dictionary, const Values& values) {
  for (const auto& [name, text] : values.texts_) dictionary.SetValueWithoutCopy(view(name), view(text));
  for (const auto& part : values.parts_) {
    auto& child = part.file.empty() ? *dictionary.AddSectionDictionary(view(part.name))
                                    : *dictionary.AddIncludeDictionary(view(part.name));
    if (!part.file.empty()) child.SetFilename(view(part.file));
    fill(child, part.values);
  }
}

Result<std::string> TemplateSet::Cache::expand(std::string_view name, const Values& values) const {
  ctemplate::TemplateDictionary dictionary("pith");
  fill(dictionary, values);
  ctemplate::PerExpandData per_expand;
  std::string text;
  if (!cache_.ExpandNoLoad(view(name), ctemplate::DO_NOT_STRIP, &dictionary, &per_expand, &text)) {
    return fail(ErrorKind::internal, fmt::format("template {}, or one that it includes, is not there", name));
  }
  return text;
}

Result<TemplateSet> TemplateSet::load(std::span<const EmbeddedFile> files) {
  auto cache = std::make_unique<Cache>();
  for (const auto& file : files) {
    if (auto added = cache->add(file); !added) return std::unexpected(added.error());
  }
  cache->freeze();
  return TemplateSet(std::move(cache));
}

Result<std::string> TemplateSet::expand(std::string_view name, const Values& values) const {
  return cache_->expand(name, values);
}

TemplateSet::TemplateSet(std::unique_ptr<Cache> cache) : cache_(std::move(cache)) {}
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

}  // namespace pith::templates
