#include "text/charset.h"

#include <algorithm>
#include <array>

#include "lib/icu/unicode.h"
#include "lib/uchardet/detector.h"
#include "text/utf8.h"

namespace pith::text {

namespace {

constexpr std::size_t enough = 65'536;
constexpr int sure = 48;        // of 100: above it ICU is next to never wrong on Latin letters
constexpr std::size_t few = 6;  // bytes beyond ASCII, which tell nothing sure

struct Reading {
  std::string_view named, meant;
};
// Names whose writers mean a larger set, as browsers take them.
constexpr auto aliases = std::to_array<Reading>({{"iso-8859-1", "windows-1252"},
                                                 {"iso8859-1", "windows-1252"},
                                                 {"latin1", "windows-1252"},
                                                 {"us-ascii", "windows-1252"},
                                                 {"ascii", "windows-1252"},
                                                 {"gb2312", "gb18030"},
                                                 {"gbk", "gb18030"},
                                                 {"utf8", "utf-8"},
                                                 {"x-sjis", "shift_jis"}});

// Sets that hold what is named and more.
constexpr auto supersets = std::to_array<Reading>({{"ISO-8859-1", "windows-1252"},
                                                   {"ISO-8859-7", "windows-1253"},
                                                   {"ISO-8859-8", "windows-1255"},
                                                   {"ISO-8859-8-I", "windows-1255"},
                                                   {"ISO-8859-9", "windows-1254"},
                                                   {"KOI8-R", "KOI8-U"},
                                                   {"EUC-KR", "windows-949"}});
// What uchardet is heard on where ICU is not sure.
constexpr auto second_opinions = std::to_array<Reading>({{"WINDOWS-1250", "windows-1250"},
                                                         {"ISO-8859-2", "ISO-8859-2"},
                                                         {"WINDOWS-1258", "windows-1258"},
                                                         {"ISO-8859-13", "windows-1257"}});

std::string_view meant_by(auto& readings, std::string_view name) {
  const auto found = std::ranges::find(readings, name, &Reading::named);
  return found == readings.end() ? std::string_view() : found->meant;
}

bool is_latin(std::string_view name) {
  return name == "windows-1250" || name == "windows-1254" || name == "ISO-8859-2" || name == "ISO-8859-9";
}

bool is_beyond_ascii(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

// The lines and the texts between tags that hold a byte beyond ASCII: what is left would be taken for English.
std::string telling_pieces(std::string_view bytes) {
  std::string pieces;
  while (!bytes.empty() && pieces.size() < enough) {
    const auto end = std::min(bytes.find_first_of("<>&;\r\n"), bytes.size());
    const auto piece = bytes.substr(0, std::min(end, enough));
    if (!is_ascii(piece)) pieces.append(piece).push_back('\n');
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return pieces;
}

}  // namespace

std::string charset_meant(std::string_view name) {
  auto small = lower_trimmed(name);
  const auto meant = meant_by(aliases, small);
  return meant.empty() ? small : std::string(meant);
}

bool shifts_by_escapes(std::string_view meant) { return meant.starts_with("iso-2022") || meant == "hz-gb-2312"; }

std::string guess_charset(std::string_view bytes) {
  const auto pieces = telling_pieces(bytes);
  const auto second = uchardet::guess_charset(pieces);
  if (second == "TIS-620") return "windows-874";
  const auto first = icu::guess_charset(pieces);
  const auto letters = static_cast<std::size_t>(std::ranges::count_if(pieces, is_beyond_ascii));
  if (first.confidence < sure && letters >= few)
    if (const auto meant = meant_by(second_opinions, second); !meant.empty()) return std::string(meant);
  if (letters < few && is_latin(first.name)) return "windows-1252";
  if (first.name.empty() || first.name.starts_with("UTF-")) {  // it is not UTF-8, and wide ones hold zeros
    const bool cyrillic = second == "WINDOWS-1251" || second == "KOI8-R";
    return cyrillic ? second : "windows-1252";
  }
  if (first.name == "ISO-8859-7" && pieces.find('\xB6') != std::string::npos) return first.name;  // the letter Ά there
  const auto meant = meant_by(supersets, first.name);
  return meant.empty() ? first.name : std::string(meant);
}

}  // namespace pith::text
