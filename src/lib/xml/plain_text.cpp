#include "lib/xml/plain_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/byte_scan.h"
#include "base/code_point.h"

namespace pith::xml {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_reference = 12;

bool is_forbidden(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte != '\t' && byte != '\n' && byte != '\r';
  if (byte != 0xEF) return false;
  const auto three = text.substr(at, 3);
  return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF";
}

bool is_character(std::uint32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  return value < 0xD800 || (value >= 0xE000 && value <= 0x10FFFF && value != 0xFFFE && value != 0xFFFF);
}

// XML's own five; a zero for any other.
char named(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "quot") return '"';
  return name == "apos" ? '\'' : '\0';
}

// "#39" or "#x27"; 0 for what is none.
std::uint32_t number_of(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = name.starts_with('x');
  if (hex) name.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
  return error == std::errc{} && end == name.data() + name.size() && is_character(value) ? value : 0;
}

// Takes `key="value"` off the front, with the white space that must precede it. Nothing where there is none.
std::string_view take_pair(std::string_view& text, std::string_view key) {
  const auto skip_blank = [](std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  };
  auto rest = text;
  skip_blank(rest);
  if (rest.size() == text.size() || !rest.starts_with(key)) return {};
  rest.remove_prefix(key.size());
  skip_blank(rest);
  if (!rest.starts_with('=')) return {};
  rest.remove_prefix(1);
  skip_blank(rest);
  if (!rest.starts_with('"') && !rest.starts_with('\'')) return {};
  const auto end = rest.find(rest.front(), 1);
  if (end == npos) return {};
  const auto value = rest.substr(1, end - 1);
  text = rest.substr(end + 1);
  return value;
}

bool is_encoding_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  return is_letter(name.front()) && std::ranges::all_of(name, [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
         });
}

}  // namespace

bool has_only_characters(std::string_view text) {
  std::size_t at = 0;
  const auto rare = [&](std::size_t offset) {  // neither visible ASCII nor the end of a line
    const auto block = sixteen_at<SixteenSigned>(text.data() + at + offset);
    return (block < 0x20) & (block != '\n');
  };
  const auto odd = [&](std::size_t offset) {
    const auto block = sixteen_at(text.data() + at + offset);
    return ((block < 0x20) & (block != '\n') & (block != '\t') & (block != '\r')) | (block == 0xEF);
  };
  for (; at + 64 <= text.size(); at += 64) {
    if (!holds_any(rare(0) | rare(16) | rare(32) | rare(48))) continue;
    if (!holds_any(odd(0) | odd(16) | odd(32) | odd(48))) continue;
    for (std::size_t n = at; n < at + 64; ++n)
      if (is_forbidden(text, n)) return false;
  }
  for (; at < text.size(); ++at)
    if (is_forbidden(text, at)) return false;
  return true;
}

bool is_plain_declaration(std::string_view text) {
  if (take_pair(text, "version") != "1.0") return false;
  const auto encoding = take_pair(text, "encoding");
  if (!encoding.empty() && !is_encoding_name(encoding)) return false;
  const auto standalone = take_pair(text, "standalone");
  if (!standalone.empty() && standalone != "yes" && standalone != "no") return false;
  return text.find_first_not_of(" \t\r\n") == npos;
}

namespace {

// "&lt;" and "&gt;", of which an escaped text is full.
bool is_bracket(std::string_view text, std::size_t at) {
  return at + 4 <= text.size() && text[at + 2] == 't' && text[at + 3] == ';' &&
         (text[at + 1] == 'l' || text[at + 1] == 'g');
}

}  // namespace

std::size_t append_reference(std::string_view text, std::size_t at, std::string& out) {
  if (is_bracket(text, at)) {
    out.push_back(text[at + 1] == 'l' ? '<' : '>');
    return at + 4;
  }
  text = text.substr(0, at + longest_reference);
  auto end = at + 1;
  while (end < text.size() && text[end] != ';') ++end;
  const auto length = end - at;
  if (end == text.size() || length < 3) return npos;
  const auto name = text.substr(at + 1, length - 1);
  if (name.front() == '#') {
    const auto value = number_of(name);
    if (value == 0) return npos;
    append_code_point(out, value);
    return at + length + 1;
  }
  const char value = named(name);
  if (value == '\0') return npos;
  out.push_back(value);
  return at + length + 1;
}

std::size_t append_line_end(std::string_view text, std::size_t at, std::string& out) {
  out.push_back('\n');
  return text.substr(at).starts_with("\r\n") ? at + 2 : at + 1;
}

bool decode_value(std::string_view value, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < value.size();) {
    const auto mark = find_any<'&', '<', '\t', '\n', '\r'>(value, at);
    out.append(value, at, mark - at);
    at = mark;
    if (at == value.size()) break;
    if (value[at] == '<') return false;
    if (value[at] == '&') {
      at = append_reference(value, at, out);
      if (at == npos) return false;
      continue;
    }
    at += value.substr(at).starts_with("\r\n") ? 2 : 1;
    out.push_back(' ');
  }
  return true;
}

}  // namespace pith::xml
