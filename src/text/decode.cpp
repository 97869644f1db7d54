// The part of utf8.h that reads other encodings.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lib/icu/unicode.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace pith::text {

namespace {

struct Mark {
  std::string_view bytes;
  const char* charset;
};
using namespace std::string_view_literals;
constexpr auto utf8_mark = "\xEF\xBB\xBF"sv;
constexpr std::array<Mark, 5> byte_order_marks{{{utf8_mark, "UTF-8"},
                                                {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                                {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                                {"\xFF\xFE"sv, "UTF-16LE"},
                                                {"\xFE\xFF"sv, "UTF-16BE"}}};

// UTF-16 and UTF-32 without a mark: as declared, else UTF-16 shows by its zeros, nearly all in one half of the byte
// pairs.
std::string wide_charset(std::string_view bytes, const std::string& declared) {
  if (bytes.substr(0, 1024).find('\0') == std::string_view::npos) return {};
  if (declared.starts_with("utf-16") || declared.starts_with("utf-32")) return declared;
  std::array<std::size_t, 2> zeros{};
  const auto size = std::min<std::size_t>(bytes.size(), 4096);
  for (std::size_t at = 0; at < size; ++at)
    if (bytes[at] == '\0') ++zeros[at % 2];
  const auto many = size / 5;
  if (zeros[1] > many && zeros[0] <= many / 8) return "UTF-16LE";
  if (zeros[0] > many && zeros[1] <= many / 8) return "UTF-16BE";
  return {};
}

std::string read_as(std::string_view bytes, const std::string& charset) {
  auto converted = icu::to_utf8(bytes, charset);
  return converted ? std::move(*converted) : repair_utf8(bytes);
}

// Whether a piece that UTF-8 cannot hold is the beginning of a character that was cut, not a byte of another encoding.
bool is_cut(const CodePoint& point) { return point.value == 0xFFFD && point.length > 1; }

// Whether the bytes are UTF-8 but for a few: other encodings do not look like that, whatever is declared. Where UTF-8
// is, half of the characters must be.
bool is_mostly_utf8(std::string_view bytes, bool declared) {
  std::size_t valid = 0, stray = 0;
  for (std::size_t at = ascii_run(bytes); at < bytes.size();) {
    const auto point = code_point_at(bytes, at);
    if (point.length > 1 && !is_cut(point)) ++valid;
    if (point.value == 0xFFFD && point.length == 1) ++stray;
    at += point.length;
    at += ascii_run(bytes.substr(at));
  }
  return declared ? valid >= stray : valid > 10 * stray;
}

// UTF-8 with stray bytes of windows-1252, as pasted text leaves them.
std::string mended_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto point = code_point_at(bytes, at);
    const auto piece = bytes.substr(at, point.length);
    if (point.value != 0xFFFD || piece == "\xEF\xBF\xBD")
      out += piece;
    else
      out += is_cut(point) ? "\uFFFD" : read_as(piece, "windows-1252");
    at += point.length;
  }
  return out;
}

std::size_t count_unread(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("\uFFFD"); at != text.npos; at = text.find("\uFFFD", at + 3)) ++count;
  return count;
}

// The bytes as what is declared, unless too much of them cannot be that and something else reads more of it.
std::string believed(std::string_view bytes, std::string declared) {
  const auto unread = count_unread(declared);
  const auto beyond_ascii =
      std::ranges::count_if(bytes, [](char byte) { return static_cast<unsigned char>(byte) > 127; });
  if (unread * 20 <= static_cast<std::size_t>(beyond_ascii)) return declared;
  auto guessed = read_as(bytes, guess_charset(bytes));
  return count_unread(guessed) < unread ? guessed : declared;
}

}  // namespace

bool has_wide_mark(std::string_view bytes) {
  return std::ranges::any_of(
      byte_order_marks, [&](const Mark& mark) { return mark.bytes != utf8_mark && bytes.starts_with(mark.bytes); });
}

std::string decode(std::string_view bytes, std::string_view charset) {
  for (const auto& mark : byte_order_marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    bytes.remove_prefix(mark.bytes.size());
    if (mark.bytes != utf8_mark) return read_as(bytes, mark.charset);
    charset = "utf-8";
    break;
  }
  const auto meant = charset_meant(charset);
  if (const auto wide = wide_charset(bytes, meant); !wide.empty()) return read_as(bytes, wide);
  if (!shifts_by_escapes(meant)) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    if (is_mostly_utf8(bytes, meant == "utf-8")) return mended_utf8(bytes);
  }
  auto converted = meant == "utf-8" ? std::nullopt : icu::to_utf8(bytes, meant);
  if (!converted) return read_as(bytes, guess_charset(bytes));
  return shifts_by_escapes(meant) ? std::move(*converted) : believed(bytes, std::move(*converted));
}

}  // namespace pith::text
