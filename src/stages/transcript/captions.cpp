#include "stages/transcript/captions.h"

#include <algorithm>

#include "stages/transcript/cue_text.h"
#include "stages/transcript/stamps.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;

// Payload lines of one cue.
struct Block {
  Span span;
  std::vector<std::string_view> lines;
};

bool is_number(std::string_view line) {
  line = text::trim(line);
  return !line.empty() && line.find_first_not_of("0123456789") == npos;
}

// ">> Ken: hi" and "- Hi." begin another person's words.
bool strip_turn_mark(std::string& line, bool dashes) {
  const auto trimmed = text::trim(line);
  if (trimmed.starts_with(">>")) {
    line = std::string(text::trim(
        trimmed.substr(trimmed.find_first_not_of('>') == npos ? trimmed.size() : trimmed.find_first_not_of('>'))));
    return true;
  }
  if (dashes && (trimmed.starts_with("- ") || trimmed.starts_with("\u2013 "))) {
    line = std::string(trimmed.substr(trimmed.find(' ') + 1));
    return true;
  }
  return false;
}

bool is_dialogue(const std::string& text) {
  const auto lines = lines_of(text);
  return lines.size() > 1 && std::ranges::count_if(lines, [](auto line) { return line.starts_with("- "); }) > 1;
}

// One voice of a cue as one raw cue, or as several where its lines mark turns.
void append_voice(const Voice& voice, const Span& span, std::vector<RawCue>& cues) {
  const bool dashes = is_dialogue(voice.text);
  RawCue cue{span.start, span.end, voice.speaker, {}, false};
  for (const auto view : lines_of(voice.text)) {
    std::string line(view);
    if (strip_turn_mark(line, dashes)) {
      if (!cue.text.empty()) cues.push_back(cue);
      cue.text.clear();
      cue.new_turn = true;
    }
    if (!cue.text.empty()) cue.text.push_back('\n');
    cue.text.append(line);
  }
  cues.push_back(std::move(cue));
}

// The time of a cue of several voices is shared by their letters.
void share_time(std::vector<RawCue>& cues, std::size_t first, const Span& span) {
  std::size_t letters = 0;
  for (auto n = first; n < cues.size(); ++n) letters += cues[n].text.size();
  if (cues.size() - first < 2 || letters == 0) return;
  const auto length = std::max(Ms{0}, span.end - span.start);
  std::size_t before = 0;
  for (auto n = first; n < cues.size(); ++n) {
    cues[n].start = span.start + length * static_cast<std::int64_t>(before) / static_cast<std::int64_t>(letters);
    before += cues[n].text.size();
    cues[n].end = span.start + length * static_cast<std::int64_t>(before) / static_cast<std::int64_t>(letters);
  }
}

void append_block(const Block& block, std::vector<RawCue>& cues) {
  std::string payload;
  for (const auto line : block.lines) payload.append(payload.empty() ? "" : "\n").append(line);
  const auto first = cues.size();
  for (const auto& voice : voices_of(payload)) append_voice(voice, block.span, cues);
  share_time(cues, first, block.span);
}

// Captions that roll repeat the line before: the repeated one falls where most cues begin so.
void drop_rolling_lines(std::vector<Block>& blocks) {
  std::size_t repeats = 0;
  const auto repeats_before = [&](std::size_t n) {
    const auto& before = blocks[n - 1].lines;
    const auto& lines = blocks[n].lines;
    return !lines.empty() && !before.empty() && strip_markup(lines.front()) == strip_markup(before.back());
  };
  for (std::size_t n = 1; n < blocks.size(); ++n) repeats += blocks[n].lines.size() > 1 && repeats_before(n) ? 1 : 0;
  if (blocks.size() < 6 || repeats * 3 < blocks.size()) return;
  for (std::size_t n = blocks.size(); n-- > 1;)
    if (repeats_before(n)) blocks[n].lines.erase(blocks[n].lines.begin());
}

RawTranscript assemble(std::vector<Block> blocks, std::string format) {
  RawTranscript raw;
  raw.format = std::move(format);
  drop_rolling_lines(blocks);
  for (const auto& block : blocks) append_block(block, raw.cues);
  // Where voices are tagged, a colon in the text is the text's own.
  raw.prefixes = std::ranges::all_of(raw.cues, [](const RawCue& cue) { return cue.speaker.empty(); });
  return raw;
}

std::vector<Block> blocks_of_vtt(const std::vector<std::string_view>& lines) {
  std::vector<Block> blocks;
  bool inside = false;
  for (const auto line : lines) {
    if (line.find("-->") != npos) {
      const auto span = read_vtt_timing(line);
      inside = span.has_value();
      if (span) blocks.push_back({*span, {}});
    } else if (line.empty()) {
      inside = false;
    } else if (inside && !text::trim(line).empty()) {
      blocks.back().lines.push_back(line);
    }
  }
  return blocks;
}

// A block's number stands at the end of the block before; files that number the first number all.
std::vector<Block> blocks_of_captions(const std::vector<std::string_view>& lines) {
  std::vector<Block> blocks;
  bool numbered = false;
  for (const auto line : lines) {
    if (const auto span = read_timing(line)) {
      if (numbered && !blocks.empty() && !blocks.back().lines.empty() && is_number(blocks.back().lines.back()))
        blocks.back().lines.pop_back();
      blocks.push_back({*span, {}});
    } else if (blocks.empty()) {
      if (!text::trim(line).empty()) numbered = is_number(line);
    } else if (line.find("-->") == npos && !text::trim(line).empty() && line != "[END SUBTITLE]") {
      blocks.back().lines.push_back(line);
    }
  }
  return blocks;
}

// "Language: en" of YouTube's header lines.
std::string language_in_header(const std::vector<std::string_view>& lines) {
  for (std::size_t n = 0; n < std::min<std::size_t>(lines.size(), 10); ++n) {
    if (lines[n].find("-->") != npos) break;
    if (lines[n].starts_with("Language:")) return std::string(text::trim(lines[n].substr(9)));
  }
  return {};
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == npos) break;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return lines;
}

RawTranscript read_vtt(std::string_view text) {
  const auto lines = lines_of(text);
  auto blocks = blocks_of_vtt(lines);
  const auto arrows = static_cast<std::size_t>(
      std::ranges::count_if(lines, [](std::string_view line) { return read_timing(line).has_value(); }));
  const bool words = std::ranges::any_of(blocks, [](const Block& block) { return !block.lines.empty(); });
  const bool lenient = blocks.size() * 2 < arrows || !words;
  if (lenient) blocks = blocks_of_captions(lines);
  auto raw = assemble(std::move(blocks), "vtt");
  if (lenient)
    raw.notes.emplace_back("The WebVTT file does not follow its format; it was read as far as sense could be made.");
  raw.language = language_in_header(lines);
  return raw;
}

RawTranscript read_srt(std::string_view text) { return assemble(blocks_of_captions(lines_of(text)), "srt"); }

std::size_t count_timing_lines(std::string_view text) {
  const auto lines = lines_of(text);
  return static_cast<std::size_t>(
      std::ranges::count_if(lines, [](std::string_view line) { return read_timing(line).has_value(); }));
}

}  // namespace pith::transcript
