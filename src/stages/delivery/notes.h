// Insights as notes for a folder of Markdown files (Obsidian and its like): YAML properties, the claim, its proof. A
// note is written again without touching what its owner added to it. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/sourced.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

// A note that another links to.
struct RelatedNote {
  std::string file;  // its name, without ".md"; with its folder below the notes' where several have that name
  std::string show;  // the title
};

// Pith's part stands between two comments; what stands around them is the owner's.
std::string render_note(const SourcedInsight& source, std::span<const RelatedNote> related, const Addresses& addresses);

// `fresh` with what the owner added to `old`: further properties, text before and after Pith's part; and with its
// line ends and byte order mark. Equal to `old` where nothing of Pith's changed.
std::string merged_note(std::string_view old, std::string_view fresh);

// The property `id` of a note that Pith wrote, wherever it lies and whatever it is called now.
std::optional<std::string> note_id(std::string_view note);

// A name for the file, without ".md": the headline without what file systems or links refuse.
std::string note_name(const Insight& insight);

}  // namespace pith::delivery
