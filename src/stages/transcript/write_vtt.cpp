#include "stages/transcript/write_vtt.h"

#include <fmt/format.h>

namespace pith::transcript {

namespace {

std::string stamp(std::chrono::milliseconds at) {
  const auto ms = at.count();
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string write_vtt(const Transcript& transcript) {
  std::string out = "WEBVTT\n\n";
  if (!transcript.heard_by.empty())
    out += fmt::format("NOTE Heard by {}: {} % of the speech.\n\n", escaped(transcript.heard_by),
                       transcript.heard_percent);
  for (const auto& note : transcript.notes) out += fmt::format("NOTE {}\n\n", escaped(note));
  for (const auto& cue : transcript.cues) {
    const auto voice = cue.speaker < 0 ? "" : fmt::format("<v {}>", escaped(speaker_name(transcript, cue)));
    out += fmt::format("{} --> {}\n{}{}\n\n", stamp(cue.start), stamp(cue.end), voice, escaped(cue.text));
  }
  return out;
}

}  // namespace pith::transcript
