#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/byte_scan.h"
#include "lib/icu/unicode.h"

namespace pith::text {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Length by the lead byte, 0 for one that cannot lead.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Overlong forms, surrogates and what lies past U+10FFFF show in the second byte.
bool second_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second < 0xA0;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second < 0x90;
    default:
      return true;
  }
}

// The length of the valid character beyond ASCII at `at`, 0 where there is none.
std::size_t valid_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto length = length_of(lead);
  if (length < 2 || length > text.size() - at) return 0;
  const auto second = text[at + 1];
  if (length == 2) return continues(second) ? 2 : 0;
  const bool valid = continues(second) && second_fits(lead, static_cast<unsigned char>(second)) &&
                     continues(text[at + 2]) && (length == 3 || continues(text[at + 3]));
  return valid ? length : 0;
}

// The length of the leading run of ASCII.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  const auto block = [&](std::size_t offset) { return sixteen_at<SixteenSigned>(text.data() + at + offset); };
  while (at + 64 <= text.size() && !holds_any((block(0) | block(16) | block(32) | block(48)) < 0)) at += 64;
  for (; at + 16 <= text.size(); at += 16) {
    const auto place = first_held(block(0) < 0);
    if (place < 16) return at + place;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

// Visible ASCII: what needs no closer look.
constexpr std::array<bool, 256> make_plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x21; byte < 0x7F; ++byte) plain.at(byte) = true;
  return plain;
}
constexpr auto plain_bytes = make_plain_bytes();

bool is_zero_width(char32_t value) { return value == 0x200B || value == 0xFEFF || value == 0x2060; }

// Typographic characters and what is compared in their place.
struct Plain {
  char32_t from;
  std::string_view to;
};
constexpr std::array<Plain, 22> plain_forms{{
    {0x00AB, "\""},  {0x00B4, "'"}, {0x00BB, "\""}, {0x02BC, "'"},  {0x2010, "-"},  {0x2011, "-"},
    {0x2012, "-"},   {0x2013, "-"}, {0x2014, "-"},  {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},
    {0x201A, "'"},   {0x201B, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""},
    {0x2026, "..."}, {0x2032, "'"}, {0x2033, "\""}, {0x2212, "-"},
}};
static_assert(std::ranges::is_sorted(plain_forms, {}, &Plain::from));

std::string with_plain_punctuation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    const auto* form = std::ranges::lower_bound(plain_forms, point.value, {}, &Plain::from);
    const bool found = form != plain_forms.end() && form->from == point.value;
    out.append(found ? form->to : text.substr(at, point.length));
    at += point.length;
  }
  return out;
}

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto length = length_of(lead);
  if (length == 1) return {lead, 1};
  if (length == 0) return {replacement, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t n = 1; n < length; ++n) {
    if (at + n >= text.size() || !continues(text[at + n])) return {replacement, n};
    const auto byte = static_cast<unsigned char>(text[at + n]);
    if (n == 1 && !second_fits(lead, byte)) return {replacement, 1};
    value = (value << 6U) | (byte & 0x3FU);
  }
  return {value, length};
}

std::size_t ascii_run(std::string_view text) { return ascii_prefix(text); }
bool is_ascii(std::string_view text) { return ascii_prefix(text) == text.size(); }

bool is_valid_utf8(std::string_view text) {
  for (auto at = ascii_prefix(text); at < text.size(); at += ascii_prefix(text.substr(at)))
    while (at < text.size() && !is_ascii(text[at])) {
      const auto length = valid_length(text, at);
      if (length == 0) return false;
      at += length;
    }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto plain = ascii_prefix(text.substr(at));
    out.append(text.substr(at, plain));
    at += plain;
    if (at == text.size()) break;
    const auto point = code_point_at(text, at);
    append_code_point(out, point.value);
    at += point.length;
  }
  return out;
}

bool is_space(char32_t value) {
  if (value <= 0x20 || value == 0x7F) return true;
  if (value < 0x80) return false;
  return value == 0x85 || value == 0xA0 || value == 0x1680 || (value >= 0x2000 && value <= 0x200A) || value == 0x2028 ||
         value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
}

std::size_t end_of_plain_run(std::string_view text, std::size_t at) {
  const auto is_plain = [&](std::size_t place) { return plain_bytes[static_cast<unsigned char>(text[place])]; };
  std::uint32_t before = at > 0 && at <= text.size() && is_plain(at - 1) ? 1 : 0;
  for (; at + 17 <= text.size(); at += 16) {
    const auto block = sixteen_at<SixteenSigned>(text.data() + at);
    const auto plain = bits_of((block > 0x20) & (block < 0x7F));
    const auto next = (plain >> 1U) | (is_plain(at + 16) ? 0x8000U : 0U);
    const auto runs = plain | (bits_of(block == ' ') & ((plain << 1U) | before) & next);
    if (runs != 0xFFFFU) return at + static_cast<std::size_t>(std::countr_one(runs));
    before = plain >> 15U;
  }
  while (at < text.size()) {
    if (is_plain(at)) {
      ++at;
      before = 1;
    } else if (text[at] == ' ' && before == 1 && at + 1 < text.size() && is_plain(at + 1)) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

std::string fold_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto end = end_of_plain_run(text, at); end > at) {
      if (gap && !out.empty()) out.push_back(' ');
      gap = false;
      out.append(text, at, end - at);
      at = end;
      continue;
    }
    const auto point = code_point_at(text, at);
    if (is_space(point.value)) {
      gap = true;
    } else if (!is_zero_width(point.value)) {
      if (gap && !out.empty()) out.push_back(' ');
      gap = false;
      append_code_point(out, point.value);
    }
    at += point.length;
  }
  return out;
}

std::string fold_for_comparison(std::string_view text) {
  auto folded = fold_space(text);
  if (is_ascii(folded)) {
    lower_ascii(folded);
    return folded;
  }
  return icu::fold_case(with_plain_punctuation(folded));
}

std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && continues(text[max_bytes])) --max_bytes;
  return text.substr(0, max_bytes);
}

std::string_view trim(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_trimmed(std::string_view text) { return lowered_ascii(trim(text)); }

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
  return text;
}

}  // namespace pith::text
