#include "stages/transcript/json_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "lib/json/json.h"
#include "stages/transcript/stamps.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

using Names = std::span<const std::string_view>;
constexpr std::array<std::string_view, 8> list_names{"segments", "fragments",  "utterances", "cues",
                                                     "captions", "transcript", "monologues", "results"};
constexpr std::array<std::string_view, 6> start_names{"startTime", "start", "begin", "start_time", "from", "offset"};
constexpr std::array<std::string_view, 5> end_names{"endTime", "end", "end_time", "to", "stop"};
constexpr std::array<std::string_view, 8> text_names{"body",     "text", "content", "transcript",
                                                     "sentence", "line", "value",   "word"};
constexpr std::array<std::string_view, 4> speaker_names{"speaker", "speakerName", "speaker_name", "name"};

const json::Value& first_of(const json::Value& item, Names names) {
  for (const auto name : names)
    if (item.has(name)) return item.at(name);
  return item.at("");
}

Ms time_of(const json::Value& value) {
  if (const auto number = value.number(); number && *number >= 0 && *number < 1e9)
    return Ms{std::llround(*number * 1000)};
  return read_offset(value.text()).value_or(no_time);
}

std::string text_of(const json::Value& item) {
  if (item.at("lines").is_array()) {
    std::string joined;
    for (const auto& line : item.at("lines").items()) joined.append(joined.empty() ? "" : "\n").append(line.text());
    return joined;
  }
  return std::string(first_of(item, text_names).text());
}

// A number is a label that some service gave: "Speaker 2".
std::string speaker_of(const json::Value& item) {
  const auto& speaker = first_of(item, speaker_names);
  if (const auto number = speaker.integer()) return "Speaker " + std::to_string(*number);
  if (speaker.is_object()) return std::string(speaker.at("name").text());
  return std::string(speaker.text());
}

const json::Value& find_list(const json::Value& root) {
  if (root.is_array()) return root;
  for (const auto name : list_names)
    if (root.at(name).is_array()) return root.at(name);
  for (const auto name : list_names)
    if (root.at(name).is_object() && root.at(name).at("segments").is_array()) return root.at(name).at("segments");
  return root.at("");
}

bool is_blank(std::string_view text) { return text::trim(text).empty(); }

// Words with " " between them as segments of their own, or each bringing its space, are put together as they stand.
bool brings_spaces(const std::vector<RawCue>& cues) {
  const auto count = static_cast<std::size_t>(
      std::ranges::count_if(cues, [](const RawCue& cue) { return cue.text.starts_with(' ') || is_blank(cue.text); }));
  return count * 3 > cues.size();
}

}  // namespace

Result<RawTranscript> read_json(std::string_view text) {
  const auto root = json::parse(text);
  if (!root)
    return fail(ErrorKind::invalid_input, "the transcript looks like JSON but cannot be read as such",
                root.error().message);
  RawTranscript raw;
  raw.format = "json";
  raw.language = std::string(root->at("language").text());
  for (const auto& item : find_list(*root).items()) {
    RawCue cue{time_of(first_of(item, start_names)), time_of(first_of(item, end_names)), speaker_of(item),
               text_of(item), false};
    if (!cue.text.empty()) raw.cues.push_back(std::move(cue));
  }
  if (raw.cues.empty()) return fail(ErrorKind::invalid_input, "the JSON holds no transcript segments");
  raw.concatenate = brings_spaces(raw.cues);
  raw.prefixes = std::ranges::all_of(raw.cues, [](const RawCue& cue) { return cue.speaker.empty(); });
  return raw;
}

}  // namespace pith::transcript
