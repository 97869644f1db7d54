// OPML: lists of feeds, in and out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace pith::feed {

struct OpmlEntry {
  std::string url;
  std::string title;
  std::string link;               // htmlUrl
  std::vector<std::string> tags;  // the folders it lies in, outermost first, and its categories
  bool operator==(const OpmlEntry&) const = default;
};

struct Opml {
  std::string title;
  std::vector<OpmlEntry> entries;     // each URL once, in document order
  std::vector<std::string> problems;  // outlines left out, each with its reason in a person's words
  bool complete = true;               // false: the document ended in an error
  std::string problem;                // which: "line 7: ..."
};

// invalid_input where the bytes are no OPML.
Result<Opml> read_opml(std::string_view bytes);

// OPML 2.0. An entry's first tag becomes its folder, the others its category attribute.
std::string write_opml(std::string_view title, std::span<const OpmlEntry> entries, Time created);

}  // namespace pith::feed
