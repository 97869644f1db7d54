// The last part of reading, common to files and hearings. Inside stages/transcript only.
#pragma once

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/raw.h"
#include "stages/transcript/read_transcript.h"

namespace pith::transcript {

// Settles times, checks that they can belong to the words, and makes cues of sentences.
Result<Transcript> finish_transcript(RawTranscript raw, const ReadOptions& options);

}  // namespace pith::transcript
