// The entities a document type declares, as far as they are plain text.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace pith::feed {

using Entities = std::vector<std::pair<std::string_view, std::string_view>>;  // name, text; views into the document

// Reads "<!DOCTYPE ...>" at the beginning of `text`; gives its length. Only entities whose text holds neither &, % nor
// < and at most 200 bytes are taken, at most 100: nothing that could grow.
std::size_t read_doctype(std::string_view text, Entities& entities);

// Whether a document type near the beginning declares entities that, put in place, would come to more than a megabyte.
bool declares_bomb(std::string_view document);

}  // namespace pith::feed
