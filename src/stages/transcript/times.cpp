#include "stages/transcript/times.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/time.h"

namespace pith::transcript {

namespace {

constexpr std::int64_t letters_a_second = 15;  // of usual speech
constexpr std::int64_t most_letters_a_second = 40;
constexpr std::size_t enough_letters = 2000;  // below, a rate says nothing

Ms time_to_say(std::size_t letters) { return Ms{static_cast<std::int64_t>(letters) * 1000 / letters_a_second}; }

std::size_t letters_in(const std::vector<RawCue>& cues, std::size_t first, std::size_t last) {
  std::size_t letters = 0;
  for (auto n = first; n < last; ++n) letters += cues[n].text.size() + 1;
  return letters;
}

// Cues [first, last) without a time of their own share [from, to) by their letters.
void spread(std::vector<RawCue>& cues, std::size_t first, std::size_t last, Ms from, Ms to) {
  const auto letters = static_cast<std::int64_t>(letters_in(cues, first, last));
  if (letters == 0) return;
  std::int64_t before = 0;
  const auto length = std::max(Ms{0}, to - from);
  for (auto n = first; n < last; ++n) {
    cues[n].start = from + length * before / letters;
    before += static_cast<std::int64_t>(cues[n].text.size()) + 1;
    const auto next = from + length * before / letters;
    if (n + 1 < last || cues[n].end == no_time) cues[n].end = next;
  }
}

// Where the words that begin at `from` and have no end may end: at the next known time, else as long as they take to
// say.
Ms end_of_open_run(const std::vector<RawCue>& cues, std::size_t first, Ms from,
                   std::optional<std::chrono::seconds> duration) {
  const auto said = from + time_to_say(letters_in(cues, first, cues.size()));
  if (duration && Ms{*duration} > from) return std::min(said, Ms{*duration});
  return said;
}

void fill_gaps(std::vector<RawCue>& cues, std::optional<std::chrono::seconds> duration) {
  std::size_t first = 0;
  Ms from{0};
  while (first < cues.size()) {
    auto next = first + 1;
    while (next < cues.size() && cues[next].start == no_time) ++next;
    if (cues[first].start != no_time) from = cues[first].start;
    const bool whole = next == first + 1 && cues[first].end != no_time;
    const auto known_end = cues[next - 1].end != no_time ? cues[next - 1].end : no_time;
    auto to = next < cues.size() ? cues[next].start : end_of_open_run(cues, first, from, duration);
    if (known_end != no_time) to = known_end;
    if (!whole) spread(cues, first, next, from, to);
    from = to;
    first = next;
  }
  for (auto& cue : cues) cue.end = std::max(cue.start, cue.end);
}

}  // namespace

Ms time_to_say(const std::vector<RawCue>& cues) { return time_to_say(letters_in(cues, 0, cues.size())); }

void mend_scale(std::vector<RawCue>& cues) {
  constexpr double slowest = 0.2;  // letters a second; people say ten to twenty
  double letters = 0, seconds = 0;
  for (const auto& cue : cues) {
    if (cue.start == no_time || cue.end <= cue.start) continue;
    letters += static_cast<double>(cue.text.size());
    seconds += std::chrono::duration<double>(cue.end - cue.start).count();
  }
  if (letters >= seconds * slowest) return;
  for (auto& cue : cues) {
    if (cue.start != no_time) cue.start /= 1000;
    if (cue.end != no_time) cue.end /= 1000;
  }
}

bool settle_times(std::vector<RawCue>& cues, std::optional<std::chrono::seconds> duration) {
  const auto timed =
      static_cast<std::size_t>(std::ranges::count_if(cues, [](const RawCue& cue) { return cue.start != no_time; }));
  if (timed == cues.size()) {
    if (!std::ranges::is_sorted(cues, {}, &RawCue::start)) std::ranges::stable_sort(cues, {}, &RawCue::start);
  } else if (timed < 2) {
    for (auto& cue : cues) cue.end = no_time;
    spread(cues, 0, cues.size(), Ms{0}, duration && duration->count() > 0 ? Ms{*duration} : time_to_say(cues));
    return false;
  }
  for (auto& cue : cues)
    if (cue.end < cue.start) cue.end = no_time;
  Ms last{0};
  for (auto& cue : cues) {  // among untimed neighbours a time that runs back cannot be sorted, only dropped
    if (cue.start != no_time && cue.start < last) cue.start = no_time;
    last = std::max(last, cue.start);
  }
  fill_gaps(cues, duration);
  return true;
}

Result<void> check_density(const std::vector<RawCue>& cues, std::optional<std::chrono::seconds> duration) {
  if (cues.empty()) return {};
  const auto letters = letters_in(cues, 0, cues.size());
  Ms end{0};
  for (const auto& cue : cues) end = std::max(end, cue.end);
  const auto span = end - cues.front().start;
  if (letters >= enough_letters &&
      static_cast<std::int64_t>(letters) * 1000 > most_letters_a_second * std::max<std::int64_t>(1, span.count()))
    return fail(ErrorKind::invalid_input,
                fmt::format("the transcript's words and times cannot belong together: {} letters in {}", letters,
                            format_position(span)));
  if (duration && duration->count() > 0 && end > Ms{*duration} * 3 / 2 + std::chrono::minutes{10})
    return fail(ErrorKind::invalid_input, fmt::format("the transcript's times run to {}, but the episode lasts only {}",
                                                      format_position(end), format_position(*duration)));
  return {};
}

}  // namespace pith::transcript
