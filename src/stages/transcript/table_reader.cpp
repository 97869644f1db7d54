#include "stages/transcript/table_reader.h"

#include <algorithm>
#include <array>
#include <span>

#include "stages/transcript/stamps.h"
#include "stages/transcript/times.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;
using Row = std::vector<std::string>;
using Names = std::span<const std::string_view>;

constexpr auto start_names = std::to_array<std::string_view>(
    {"start", "start time", "start_time", "starttime", "begin", "time", "timestamp", "timecode", "in"});
constexpr auto end_names = std::to_array<std::string_view>({"end", "end time", "end_time", "endtime", "stop", "out"});
constexpr auto speaker_names = std::to_array<std::string_view>({"speaker", "speaker name", "speaker_name", "name"});
constexpr auto text_names = std::to_array<std::string_view>(
    {"text", "transcript", "words", "content", "body", "sentence", "caption", "subtitle"});

// Takes the next row off `text`.
Row next_row(std::string_view& text, char separator) {
  Row row(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter == '"') {
      if (quoted && text.substr(at + 1).starts_with('"'))
        row.back().push_back(text[at++]);
      else
        quoted = !quoted;
    } else if (letter == separator && !quoted) {
      row.emplace_back();
    } else if (letter == '\n' && !quoted) {
      break;
    } else {
      row.back().push_back(letter);
    }
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return row;
}

std::size_t place_of(const Row& heads, Names names) {
  const auto found = std::ranges::find_if(heads, [&](const std::string& head) {
    return std::ranges::find(names, text::lower(text::trim(head))) != names.end();
  });
  return static_cast<std::size_t>(found - heads.begin());
}

std::string_view field(const Row& row, std::size_t place) {
  return place < row.size() ? std::string_view(row[place]) : "";
}

}  // namespace

std::optional<RawTranscript> read_table(std::string_view text) {
  const auto line = text.substr(0, text.find('\n'));
  const char separator = line.find(';') != npos ? ';' : ',';
  const auto heads = next_row(text, separator);
  const auto start = place_of(heads, start_names);
  const auto words = place_of(heads, text_names);
  if (start == heads.size() || words == heads.size()) return std::nullopt;
  const auto end = place_of(heads, end_names);
  const auto speaker = place_of(heads, speaker_names);
  RawTranscript raw{"text", {}, {}, {}, false, speaker == heads.size()};
  while (!text.empty()) {
    const auto row = next_row(text, separator);
    if (text::trim(field(row, words)).empty()) continue;
    raw.cues.push_back({read_offset(field(row, start)).value_or(no_time),
                        read_offset(field(row, end)).value_or(no_time), text::fold_space(field(row, speaker)),
                        std::string(field(row, words)), false, false});
  }
  mend_scale(raw.cues);
  return raw;
}

}  // namespace pith::transcript
