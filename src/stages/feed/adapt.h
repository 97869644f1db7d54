// From what a document writes to what it means: of several titles, dates, texts and addresses the right one, in plain
// text.
#pragma once

#include <cstddef>
#include <string_view>

#include "domain/feed.h"
#include "stages/feed/wire.h"

namespace pith::feed {

// Into an empty item. `max_text`: bytes of one text. The lists of the entry are used up, and what it says at length.
void adapt_item(WireEntry&& entry, std::size_t max_text, PublishedItem& item);

// Everything but items, format and completeness. `block_id`: whom podcast:block is asked for.
PublishedFeed adapt_feed(WireEntry&& entry, std::size_t max_text, std::string_view block_id);

// One text field as plain text: no markup, no references, one line for `one_line`.
std::string plain_line(std::string_view text, Markup markup);
std::string plain_text(std::string_view text, Markup markup, std::size_t max_text);
// In no more memory than it needs: it stays as an episode's.
std::string fitted(std::string text);

// Of several enclosures the one to hear: audio by type or ending, else video, else any that is no picture.
const Enclosure* best_enclosure(const std::vector<Enclosure>& enclosures);

}  // namespace pith::feed
