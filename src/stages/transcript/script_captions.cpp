#include "stages/transcript/script_captions.h"

#include <algorithm>

#include "stages/transcript/cue_text.h"
#include "stages/transcript/stamps.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;

// Where in a line of dialogue its fields stand.
struct Places {
  std::size_t start = 1, end = 2, name = 4, text = 9;
};

// At most `most` fields; the last one holds all that is left, commas and all.
std::vector<std::string_view> fields_of(std::string_view line, std::size_t most) {
  std::vector<std::string_view> fields;
  while (fields.size() + 1 < most) {
    const auto comma = line.find(',');
    if (comma == npos) break;
    fields.push_back(text::trim(line.substr(0, comma)));
    line.remove_prefix(comma + 1);
  }
  fields.push_back(line);
  return fields;
}

Places places_in(std::string_view format) {
  const auto names = fields_of(format, npos);
  const auto place = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(names, name, text::trim) - names.begin());
  };
  return {place("Start"), place("End"), std::min(place("Name"), place("Actor")), place("Text")};
}

Ms time_of(std::string_view field) {
  const auto stamp = read_stamp(field);
  return stamp ? stamp->time : no_time;
}

void append_dialogue(std::string_view line, const Places& places, std::vector<RawCue>& cues) {
  const auto fields = fields_of(line, places.text + 1);
  if (fields.size() <= std::max({places.text, places.start, places.end})) return;
  const auto speaker = places.name < fields.size() && places.name != places.text ? fields[places.name] : "";
  cues.push_back({time_of(fields[places.start]), time_of(fields[places.end]), std::string(speaker),
                  strip_markup(fields[places.text]), false});
}

}  // namespace

RawTranscript read_script_captions(std::string_view text) {
  RawTranscript raw;
  raw.format = "ass";
  Places places;
  bool events = false;
  for (auto line : lines_of(text)) {
    line = text::trim(line);
    if (line.starts_with('[')) events = line == "[Events]";
    if (events && line.starts_with("Format:")) places = places_in(line.substr(7));
    if (events && line.starts_with("Dialogue:")) append_dialogue(line.substr(9), places, raw.cues);
  }
  std::ranges::stable_sort(raw.cues, {}, &RawCue::start);
  raw.prefixes = std::ranges::all_of(raw.cues, [](const RawCue& cue) { return cue.speaker.empty(); });
  return raw;
}

}  // namespace pith::transcript
