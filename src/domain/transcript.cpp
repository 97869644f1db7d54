#include "domain/transcript.h"

namespace pith {

std::string speaker_name(const Transcript& transcript, const Cue& cue) {
  if (cue.speaker < 0 || static_cast<std::size_t>(cue.speaker) >= transcript.speakers.size()) return "unknown speaker";
  return transcript.speakers[static_cast<std::size_t>(cue.speaker)];
}

}  // namespace pith
