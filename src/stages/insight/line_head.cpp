#include "stages/insight/line_head.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::insight {

namespace {

// "Speaker" as a line may hold it: no colon, not long.
std::string line_name(const Transcript& transcript, const Cue& cue) {
  if (cue.speaker < 0 || cue.speaker >= static_cast<int>(transcript.speakers.size())) return "Unknown";
  const auto whole = text::fold_space(transcript.speakers[cue.speaker]);
  std::string name(text::truncate_utf8(whole, 56));
  std::ranges::replace(name, ':', ' ');
  return name.empty() ? "Unknown" : name;
}

std::string name_part(const Transcript& transcript, int cue) {
  return line_name(transcript, transcript.cues[cue]) + ":";
}

// The ID that "[ID] ..." begins with, if any.
int opening_id(std::string_view text) {
  int id = -1;
  if (!text.starts_with('[')) return -1;
  const auto read = std::from_chars(text.data() + 1, text.data() + text.size(), id);
  const bool closed = read.ec == std::errc{} && std::string_view(read.ptr, text.data() + text.size()).starts_with(']');
  return closed ? id : -1;
}

}  // namespace

std::string line_head(const Transcript& transcript, int cue) {
  return fmt::format("[{}] {} ", cue, name_part(transcript, cue));
}

OfferedQuote without_line_head(const Transcript& transcript, OfferedQuote quote) {
  auto words = text::trim(quote.text);
  const int id = opening_id(words);
  const int cue = quote.cue < 0 ? id : quote.cue;
  if (cue < 0 || cue >= static_cast<int>(transcript.cues.size())) return quote;
  if (id == cue) words = text::trim(words.substr(words.find(']') + 1));
  if (const auto name = name_part(transcript, cue); words.starts_with(name)) words.remove_prefix(name.size());
  return {cue, std::string(words)};
}

}  // namespace pith::insight
