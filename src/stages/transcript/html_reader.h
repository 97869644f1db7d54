// Transcripts as HTML or as XML with timed elements. Inside stages/transcript only; text is valid UTF-8.
#pragma once

#include <string_view>

#include "base/result.h"
#include "stages/transcript/raw.h"

namespace pith::transcript {

// The podcast namespace's form (<cite>Name:</cite> <time>0:12</time> <p>words</p>) and pages: their paragraphs, read as
// plain text is, navigation and the like left out. invalid_input for an error page or one without talk.
Result<RawTranscript> read_html(std::string_view text);

// TTML, Apple's included, Podlove's simple transcripts, YouTube's captions (srv1 to srv3): any timed element and its
// text.
Result<RawTranscript> read_timed_xml(std::string_view text);

}  // namespace pith::transcript
