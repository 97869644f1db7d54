// Insights as the CSV file that Readwise takes in: a highlight a line. Pure.
#pragma once

#include <string>
#include <string_view>

#include "domain/sourced.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

// "Highlight,Title,Author,URL,Note,Location,Date" and its line end (RFC 4180).
std::string_view readwise_head();
// The words said are the highlight, the claim the note; the location is the second.
std::string readwise_row(const SourcedInsight& source, const Addresses& addresses);

}  // namespace pith::delivery
