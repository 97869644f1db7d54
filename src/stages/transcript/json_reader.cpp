#include "stages/transcript/json_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "lib/json/json.h"
#include "stages/transcript/captions.h"
#include "stages/transcript/html_reader.h"
#include "stages/transcript/sniff.h"
#include "stages/transcript/stamps.h"
#include "stages/transcript/text_reader.h"
#include "stages/transcript/times.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr std::size_t least_words = 50;  // of a transcript in one text, without segments
using Names = std::span<const std::string_view>;
// Where the list of what was said stands: keys and places, from the outermost in.
constexpr auto list_paths = std::to_array<std::string_view>({
    "segments",
    "fragments",
    "utterances",
    "cues",
    "captions",
    "transcript",
    "monologues",     // Rev AI
    "transcription",  // whisper.cpp
    "results",        // Google
    "results/utterances",
    "results/channels/0/alternatives/0/words",  // Deepgram
    "results/items",                            // Amazon
    "events",                                   // YouTube's json3
    "transcript/segments",
    "data/segments",
    "result/segments",
    "results/segments",
    "words",
    "recognizedPhrases",  // Azure
    "phrases",
});
// Where the words of an item stand that has no text of its own.
constexpr auto inner_names = std::to_array<std::string_view>({"words", "sentences"});
constexpr int deepest_list = 4;
// A name that says the unit comes before one that leaves it open.
constexpr auto start_names = std::to_array<std::string_view>(
    {"offsetInTicks", "offsetMilliseconds", "startMs", "start_ms", "startTime", "start", "begin", "start_time",
     "startOffset", "from", "ts", "offset", "data_start", "time"});
constexpr auto end_names = std::to_array<std::string_view>(
    {"endMs", "end_ms", "endTime", "end", "end_time", "endOffset", "to", "end_ts", "stop", "data_end"});
constexpr auto length_names =
    std::to_array<std::string_view>({"durationInTicks", "durationMilliseconds", "duration", "dur"});
constexpr auto text_names =
    std::to_array<std::string_view>({"body", "text", "content", "transcript", "sentence", "display", "line", "value",
                                     "punctuated_word", "word", "utf8"});
// Where a whole file of another form stands.
constexpr auto file_names = std::to_array<std::string_view>({"vtt", "srt", "html"});
constexpr auto speaker_names =
    std::to_array<std::string_view>({"speaker", "speakerName", "speaker_name", "name", "speaker_label", "speaker_id"});

const json::Value& first_of(const json::Value& item, Names names) {
  for (const auto name : names)
    if (item.has(name)) return item.at(name);
  return item.at("");
}

const json::Value& value_at(const json::Value& root, std::string_view path) {
  const auto* value = &root;
  while (!path.empty()) {
    const auto key = path.substr(0, path.find('/'));
    value = key == "0" ? &value->at(std::size_t{0}) : &value->at(key);
    path.remove_prefix(std::min(key.size() + 1, path.size()));
  }
  return *value;
}

Ms time_of(const json::Value& item, Names names) {
  const auto named = std::ranges::find_if(names, [&](auto name) { return item.has(name); });
  if (named == names.end()) return no_time;
  const auto& value = item.at(*named);
  if (!value.number()) return read_offset(value.text()).value_or(no_time);
  const bool ticks = named->ends_with("Ticks");
  const bool millis = named->ends_with("Ms") || named->ends_with("_ms") || named->ends_with("Milliseconds");
  const auto time = *value.number() * (ticks ? 1e-4 : millis ? 1 : 1000);
  return time >= 0 && time < 1e12 ? Ms{std::llround(time)} : no_time;
}

// Where only its length is given, the end is reckoned.
Ms end_of(const json::Value& item, Ms start) {
  const auto end = time_of(item, end_names);
  const auto length = end == no_time ? time_of(item, length_names) : no_time;
  return length == no_time || start == no_time ? end : start + length;
}

std::string joined(const json::Value& pieces, std::string_view between) {
  std::string text;
  for (const auto& piece : pieces.items())
    text.append(text.empty() ? "" : between).append(piece.is_text() ? piece.text() : piece.at("utf8").text());
  return text;
}

std::string text_of(const json::Value& item) {
  if (item.at("lines").is_array()) return joined(item.at("lines"), "\n");
  return std::string(first_of(item, text_names).text());
}

const json::Value& inner_list(const json::Value& item) { return first_of(item, inner_names); }

// Whether an item of a list of unknown name says something.
bool says_something(const json::Value& item) { return !text_of(item).empty() || inner_list(item).is_array(); }

// The nearest list of items that say something, for services that are not known here.
const json::Value* find_any_list(const json::Value& root, int depth) {
  if (root.is_array() && says_something(root.at(std::size_t{0}))) return &root;
  if (depth == 0) return nullptr;
  for (const auto& member : root.members())
    if (const auto* list = find_any_list(member.value, depth - 1)) return list;
  return nullptr;
}

const json::Value* find_list(const json::Value& root) {
  if (root.is_array()) return &root;
  for (const auto path : list_paths)
    if (const auto& list = value_at(root, path); list.is_array()) return &list;
  const auto* list = find_any_list(root, deepest_list);
  return list != nullptr ? list : &root.at("");
}

// A number is a label that some service gave: "Speaker 2".
std::string speaker_of(const json::Value& item) {
  const auto& speaker = first_of(item, speaker_names);
  if (const auto number = speaker.integer()) return "Speaker " + std::to_string(*number);
  if (speaker.is_object()) return std::string(speaker.at("name").text());
  return std::string(speaker.text());
}

// Puts the items of a list into cues, each service's in its own form.
class Cues {
 public:
  explicit Cues(std::vector<RawCue>& cues) : cues_(cues) {}

  void add(const json::Value& item) {
    const auto& best = item.at(item.has("nBest") ? "nBest" : "alternatives").at(std::size_t{0});
    if (item.at("elements").is_array())
      add_all(item.at("elements"), speaker_of(item));
    else if (item.at("segs").is_array() || item.has("tStartMs"))
      add_event(item);
    else if (best.at("words").is_array())
      add_all(best.at("words"), speaker_of(item));
    else if (best.is_object() && best.at("timestamps").is_array())
      add_stamped(best.at("timestamps"));
    else if (best.is_object())
      put(item, text_of(best), speaker_of(item).empty() ? speaker_of(best) : speaker_of(item));
    else if (text_of(item).empty() && inner_list(item).is_array())
      add_all(inner_list(item), speaker_of(item));
    else
      put(item, text_of(item), speaker_of(item));
  }

 private:
  void add_all(const json::Value& words, const std::string& speaker) {
    for (const auto& word : words.items()) {
      const auto own = speaker_of(word);
      put(word, text_of(word), own.empty() ? speaker : own);
    }
  }

  // IBM's words: ["storm", 2.3, 3.0].
  void add_stamped(const json::Value& words) {
    for (const auto& word : words.items()) {
      const auto stamped =
          json::object({{"text", word.at(std::size_t{0})}, {"start", word.at(1)}, {"end", word.at(2)}});
      put(stamped, text_of(stamped), {});
    }
  }

  // A mark belongs to the word before it.
  void put(const json::Value& item, std::string text, std::string speaker) {
    const auto type = item.at("type").text();
    if (type == "punctuation" || type == "punct") {
      if (!cues_.empty()) cues_.back().text += text::trim(text);
      return;
    }
    const auto& times = item.at("timestamps").is_object() ? item.at("timestamps") : item;
    if (text.empty()) return;
    const auto start = time_of(times, start_names);
    cues_.push_back({start, end_of(times, start), std::move(speaker), std::move(text), false});
  }

  // An event without words sets the window up, or ends a line.
  void add_event(const json::Value& event) {
    auto text = joined(event.at("segs"), "");
    if (text::trim(text).empty()) return;
    const Ms start{event.at("tStartMs").integer().value_or(0)};
    cues_.push_back({start, start + Ms{event.at("dDurationMs").integer().value_or(0)}, {}, std::move(text), false});
  }

  std::vector<RawCue>& cues_;
};

bool is_blank(std::string_view text) { return text::trim(text).empty(); }

// Words with " " between them as segments of their own, or each bringing its space, are put together as they stand.
bool brings_spaces(const std::vector<RawCue>& cues) {
  const auto count = static_cast<std::size_t>(
      std::ranges::count_if(cues, [](const RawCue& cue) { return cue.text.starts_with(' ') || is_blank(cue.text); }));
  return count * 3 > cues.size();
}

// A transcript of any other form in one piece.
Result<RawTranscript> read_whole(const json::Value& value) {
  const auto text = value.text();
  if (text::count_words(text) < least_words) return RawTranscript{};
  switch (sniff(text)) {
    case Content::vtt:
      return read_vtt(text);
    case Content::captions:
      return read_srt(text);
    case Content::html:
      return read_html(text);
    default:
      return read_text(text);
  }
}

// JSON Lines: a value a line.
Result<json::Value> parse_lines(std::string_view text) {
  auto list = json::array();
  for (const auto line : lines_of(text)) {
    if (is_blank(line)) continue;
    auto value = json::parse(line);
    if (!value) return value;
    list.push(*std::move(value));
  }
  return list;
}

}  // namespace

Result<RawTranscript> read_json(std::string_view text) {
  auto root = json::parse(text);
  if (!root)
    if (auto lines = parse_lines(text)) root = std::move(lines);
  if (!root)
    return fail(ErrorKind::invalid_input, "the transcript looks like JSON but cannot be read as such",
                root.error().message);
  RawTranscript raw;
  raw.format = "json";
  raw.language = std::string(root->at("language").text());
  if (raw.language.empty()) raw.language = std::string(root->at("result").at("language").text());
  Cues cues(raw.cues);
  for (const auto& item : find_list(*root)->items()) cues.add(item);
  mend_scale(raw.cues);
  if (raw.cues.empty()) {
    const auto& file = first_of(*root, file_names);
    auto whole = read_whole(file.is_text() ? file : first_of(*root, text_names));
    if (!whole) return whole;
    raw.cues = std::move(whole->cues);
  }
  if (raw.cues.empty()) return fail(ErrorKind::invalid_input, "the JSON holds no transcript segments");
  raw.concatenate = brings_spaces(raw.cues);
  raw.prefixes = std::ranges::all_of(raw.cues, [](const RawCue& cue) { return cue.speaker.empty(); });
  return raw;
}

}  // namespace pith::transcript
