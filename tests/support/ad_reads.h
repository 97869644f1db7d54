// Ad reads written for Pith and how they are planted into a transcript: as a host reads them, where a turn begins.
// A file has a sentence a line and an empty line between reads; a line that begins with "- " is another speaker's.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"
#include "support/files.h"

namespace pith::test {

using AdRead = std::vector<std::string>;

inline std::vector<AdRead> ad_reads_in(std::string_view file) {
  const auto bytes = read_file(in_repository(file));
  std::vector<AdRead> reads;
  bool inside = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    if (end > at && !inside) reads.emplace_back();
    if (end > at) reads.back().push_back(bytes.substr(at, end - at));
    inside = end > at;
    at = end + 1;
  }
  return reads;
}

// Where turns begin, but for the first and last twelfth of the cues.
inline std::vector<std::size_t> turn_borders(const Transcript& transcript) {
  std::vector<std::size_t> borders;
  const auto cues = transcript.cues.size();
  for (auto cue = cues / 12 + 1; cue < cues * 11 / 12; ++cue)
    if (transcript.cues[cue].speaker != transcript.cues[cue - 1].speaker) borders.push_back(cue);
  return borders;
}

// The read stands in cues [at, at + read.size()) afterwards.
inline Transcript planted(Transcript transcript, const AdRead& read, std::size_t at) {
  using std::chrono::milliseconds;
  const int host = transcript.cues.front().speaker;
  const auto another = std::ranges::find_if(transcript.cues, [&](const Cue& cue) { return cue.speaker != host; });
  auto now = transcript.cues[at - 1].end;
  const auto begun = now;
  std::vector<Cue> said;
  for (const auto& line : read) {
    const bool others = line.starts_with("- ") && another != transcript.cues.end();
    const auto text = line.starts_with("- ") ? line.substr(2) : line;
    const auto end = now + milliseconds{70} * static_cast<long>(text.size());
    said.push_back({now, end, others ? another->speaker : host, CueKind::talk, text});
    now = end;
  }
  for (auto cue = at; cue < transcript.cues.size(); ++cue) {
    transcript.cues[cue].start += now - begun;
    transcript.cues[cue].end += now - begun;
  }
  transcript.cues.insert(transcript.cues.begin() + static_cast<std::ptrdiff_t>(at), said.begin(), said.end());
  return transcript;
}

}  // namespace pith::test
