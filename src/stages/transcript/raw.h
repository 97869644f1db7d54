// What the readers of single formats give before cues become sentences. Inside stages/transcript only.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace pith::transcript {

using Ms = std::chrono::milliseconds;
constexpr Ms no_time{-1};

struct RawCue {
  Ms start = no_time;
  Ms end = no_time;
  std::string speaker;    // as the file says it, empty where it does not
  std::string text;       // no markup; white space not yet folded
  bool new_turn = false;  // another person begins here, named or not
  bool new_paragraph = false;
};

struct RawTranscript {
  std::string format;    // vtt srt ass json html xml text
  std::string language;  // as the file says it
  std::vector<RawCue> cues;
  std::vector<std::string> notes;
  bool concatenate = false;  // texts bring their own spaces: word-wise JSON with " " tokens
  bool prefixes = false;     // speakers may stand in the text as "Name:"
};

// The lines of a text, whatever ends them: \n, \r\n or \r.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace pith::transcript
