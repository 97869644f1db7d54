#include "stages/transcript/unwrap.h"

#include <algorithm>

#include <fmt/format.h>

#include "lib/json/json.h"
#include "lib/zip/zip.h"
#include "stages/transcript/sniff.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr std::string_view written_break = "\\n";
constexpr std::size_t enough_breaks = 5;

std::string with_breaks(std::string_view text) {
  std::string plain;
  for (auto at = text.find(written_break); at != std::string_view::npos; at = text.find(written_break)) {
    auto line = text.substr(0, at);
    if (line.ends_with("\\r")) line.remove_suffix(2);
    plain.append(line).push_back('\n');
    text.remove_prefix(at + written_break.size());
  }
  return plain.append(text);
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

Result<std::string> unpack_gzip(std::string_view bytes, std::size_t most) {
  auto plain = zip::gunzip(bytes, most);
  if (plain) return plain;
  if (plain.error().kind == ErrorKind::too_large)
    return fail(
        ErrorKind::too_large,
        fmt::format("the transcript file holds more than {} bytes once unpacked; at most so many are read", most));
  return fail(ErrorKind::invalid_input, "the transcript file is gzip that cannot be unpacked", plain.error().message);
}

std::string unwrap_text(std::string text) {
  if (text::trim(text).starts_with('"'))
    if (const auto value = json::parse(text); value && value->is_text()) text = std::string(value->text());
  if (sniff(text) == Content::json) return text;  // there they are its own
  const auto breaks = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const auto written = text::occurrences(text, written_break);
  return written >= enough_breaks && written > breaks * 4 ? with_breaks(text) : text;
}

}  // namespace pith::transcript
