// Which of an episode's transcripts to try first. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "domain/feed.h"

namespace pith::transcript {

// Best first: in the wanted language (or none said) before others; then by what the format is likely to carry: times
// and speakers (VTT, JSON, SRT), then HTML, then plain text; captions after full transcripts; else in the feed's order.
// Links without a URL fall, and of equal URLs the later ones.
std::vector<TranscriptLink> order_links(const std::vector<TranscriptLink>& links, std::string_view language);

}  // namespace pith::transcript
