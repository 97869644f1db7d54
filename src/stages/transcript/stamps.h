// Clock times as transcripts write them. Inside stages/transcript only.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

struct Stamp {
  Ms time{0};
  std::size_t length = 0;  // bytes read
};

// WebVTT's own form, at the start of `text`: [H..:]MM:SS.mmm, minutes and seconds below 60.
std::optional<Stamp> read_vtt_stamp(std::string_view text);
// Any form that people write: 1:02, 01:02:03, 01:02:03,4, 62.5s (with a fraction only), 90:15. Needs a colon or a
// fraction.
std::optional<Stamp> read_stamp(std::string_view text);

struct Span {
  Ms start{0};
  Ms end{0};
};

// "STAMP --> STAMP settings" by WebVTT's rules.
std::optional<Span> read_vtt_timing(std::string_view line);
// The same in any form, also with -> or → or, as SBV has it, a comma; bare numbers are milliseconds.
std::optional<Span> read_timing(std::string_view line);

// A time in JSON text or an attribute: "12.5", "00:12", "12.5s", "1200ms".
std::optional<Ms> read_offset(std::string_view text);

}  // namespace pith::transcript
