// Bytes of any transcript format as a Transcript: cues of about one sentence, with time and speaker. The format is told
// by the content, never by what was declared. Pure and thread-safe.
//
// WebVTT, SRT and their kin (SBV), JSON (Podcasting 2.0 and recognisers' segments), HTML (the podcast namespace's form
// and pages), TTML and Podlove XML, plain text and Markdown ("Name: ...", "[00:01:02] Name: ...", "Name 00:12"), tables
// with headings; any of them as gzip, as a JSON string or within a page.
//
// Speakers stand as the file names them; what it leaves open stays unknown (-1). Where a file's cues are sentences
// already, each stays one cue, in its order and with its times; else fragments of one speaker are joined to sentences
// and long cues are split, times in between by the share of letters.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"

namespace pith::transcript {

struct ReadOptions {
  std::string declared_type = {};  // as the feed or server declared it: only its charset is taken
  std::string language = {};       // the feed's, where the file does not say
  std::optional<std::chrono::seconds> duration = std::nullopt;  // of the episode, where known
  std::size_t max_bytes = 20U << 20U;
  std::size_t max_cues = 200'000;
};

// Fails with invalid_input where there is no transcript in the bytes (empty, binary, an error page, a feed, JSON
// without segments, a stub, thumbnails, a page that asks for consent or a login, mostly a loop) or where words and
// times cannot belong together; with too_large beyond a cap. What a loop repeats is left out, and noted.
Result<Transcript> read_transcript(std::string_view bytes, const ReadOptions& options);

}  // namespace pith::transcript
