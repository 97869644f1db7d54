#include "stages/transcript/clocks.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/time.h"
#include "stages/transcript/times.h"

namespace pith::transcript {

namespace {

using std::chrono::seconds;

constexpr std::chrono::minutes slack{1};  // an episode may be cut this much shorter than its transcript

struct Reach {
  Ms first = no_time;
  Ms last = no_time;
};

Reach reach_of(const std::vector<RawCue>& cues) {
  Reach reach;
  for (const auto& cue : cues) {
    if (cue.start == no_time) continue;
    reach.first = reach.first == no_time ? cue.start : std::min(reach.first, cue.start);
    reach.last = std::max({reach.last, cue.start, cue.end});
  }
  return reach;
}

bool is_in_minutes(seconds duration, Ms length) {
  const Ms whole = duration * 60;
  return length > duration * 4 && whole * 3 >= length * 2 && whole <= length * 2;
}

void set_back(std::vector<RawCue>& cues, Ms by) {
  for (auto& cue : cues) {
    if (cue.start != no_time) cue.start -= by;
    if (cue.end != no_time) cue.end = std::max(Ms{0}, cue.end - by);
  }
}

}  // namespace

std::optional<seconds> agree_on_clock(RawTranscript& raw, std::optional<seconds> duration) {
  if (!duration || duration->count() <= 0) return duration;
  const auto reach = reach_of(raw.cues);
  if (is_in_minutes(*duration, reach.last == no_time ? time_to_say(raw.cues) : reach.last)) {
    raw.notes.push_back(fmt::format("The feed gives the episode {}, which was taken for {} minutes.",
                                    format_position(*duration), duration->count()));
    return *duration * 60;
  }
  const Ms hour = std::chrono::floor<std::chrono::hours>(std::max(Ms{0}, reach.first));
  if (hour > Ms{0} && reach.last > *duration + slack && reach.last - hour <= *duration + slack) {
    raw.notes.push_back(
        fmt::format("The transcript's clock begins at {}, which was taken off.", format_position(hour)));
    set_back(raw.cues, hour);
  }
  return duration;
}

}  // namespace pith::transcript
