// Insights as the CSV file that Readwise takes in, a highlight a line, and back. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/sourced.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

// "Highlight,Title,Author,URL,Note,Location,Date" and its line end (RFC 4180).
std::string_view readwise_head();
// The words said are the highlight, the claim the note; the location is the second. The address names the insight's id:
// its page, else the episode's with the id behind "#", else "pith:in_...".
std::string readwise_row(const SourcedInsight& source, const Addresses& addresses);

// Whether the bytes begin as such a file does, whatever the order of its columns.
bool is_readwise(std::string_view bytes);
// The highlights of such a file as insights, each with its words said as text and proof; ids of show and episode are
// empty, so is the insight's where the address names none. invalid_input, with the line, where it cannot be read.
Result<std::vector<SourcedInsight>> read_readwise(std::string_view bytes);

}  // namespace pith::delivery
