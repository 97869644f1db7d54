#include "stages/transcript/stamps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr std::int64_t longest_hours = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  const auto start = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - start;
}

// At most 6 digits count: no position in an episode needs more.
std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits.substr(0, 6)) value = value * 10 + (digit - '0');
  return value;
}

// "5" -> 500: digits after the point as milliseconds.
std::int64_t milliseconds_of(std::string_view digits) {
  std::int64_t value = 0;
  for (std::size_t n = 0; n < 3; ++n) value = value * 10 + (n < digits.size() ? digits[n] - '0' : 0);
  return value;
}

struct Fields {
  std::array<std::int64_t, 4> values{};
  std::array<std::size_t, 4> widths{};
  std::size_t count = 0;
  std::size_t length = 0;
};

// Up to three groups of digits with single colons between.
Fields read_fields(std::string_view text) {
  Fields fields;
  while (fields.count < 3) {
    const auto width = digits_at(text, fields.length);
    if (width == 0) break;
    fields.values[fields.count] = value_of(text.substr(fields.length, width));
    fields.widths[fields.count++] = width;
    fields.length += width;
    const bool more = fields.count < 3 && fields.length + 1 < text.size() && text[fields.length] == ':' &&
                      is_digit(text[fields.length + 1]);
    if (!more) break;
    ++fields.length;
  }
  return fields;
}

Ms clock(std::int64_t hours, std::int64_t minutes, std::int64_t seconds, std::int64_t millis) {
  return Ms{((hours * 60 + minutes) * 60 + seconds) * 1000 + millis};
}

std::string_view skip_blanks(std::string_view text) {
  const auto at = text.find_first_not_of(" \t\f");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

constexpr std::array<std::string_view, 7> arrows{"-->", "--&gt;", "->", "\u2192", "\u2013>", "- ->", "-- >"};

}  // namespace

std::optional<Stamp> read_vtt_stamp(std::string_view text) {
  const auto fields = read_fields(text);
  const auto n = fields.count;
  if (n < 2 || fields.widths[n - 1] != 2 || fields.widths[n - 2] != 2) return std::nullopt;
  if (fields.values[n - 1] > 59 || fields.values[n - 2] > 59) return std::nullopt;
  const auto point = fields.length;
  if (point >= text.size() || text[point] != '.' || digits_at(text, point + 1) != 3) return std::nullopt;
  const auto hours = n == 3 ? fields.values[0] : 0;
  return Stamp{clock(hours, fields.values[n - 2], fields.values[n - 1], milliseconds_of(text.substr(point + 1, 3))),
               point + 4};
}

std::optional<Stamp> read_stamp(std::string_view text) {
  const auto fields = read_fields(text);
  if (fields.count == 0) return std::nullopt;
  std::int64_t millis = 0;
  auto length = fields.length;
  bool fraction = false;
  const bool may_follow = length < text.size() &&
                          (text[length] == '.' || text[length] == ',' || (text[length] == ':' && fields.count == 3));
  if (const auto width = may_follow ? digits_at(text, length + 1) : 0; width > 0) {
    millis = milliseconds_of(text.substr(length + 1, width));
    length += 1 + width;
    fraction = true;
  }
  const auto& v = fields.values;
  if (fields.count == 1) return fraction ? std::optional(Stamp{clock(0, 0, v[0], millis), length}) : std::nullopt;
  if (v[fields.count - 1] > 59 || fields.widths[fields.count - 1] > 2) return std::nullopt;
  if (fields.count == 2) return Stamp{clock(0, v[0], v[1], millis), length};
  if (v[1] > 59 || v[0] > longest_hours) return std::nullopt;
  return Stamp{clock(v[0], v[1], v[2], millis), length};
}

std::optional<Span> read_vtt_timing(std::string_view line) {
  line = skip_blanks(line);
  const auto start = read_vtt_stamp(line);
  if (!start) return std::nullopt;
  line = skip_blanks(line.substr(start->length));
  if (!line.starts_with("-->")) return std::nullopt;
  const auto end = read_vtt_stamp(skip_blanks(line.substr(3)));
  if (!end) return std::nullopt;
  return Span{start->time, end->time};
}

namespace {

// "9000 --> 17000", as some programs write milliseconds.
std::optional<Span> read_bare_timing(std::string_view line) {
  const auto first = digits_at(line, 0);
  if (first == 0) return std::nullopt;
  const auto rest = skip_blanks(line.substr(first));
  if (!rest.starts_with("-->")) return std::nullopt;
  const auto last = text::trim(rest.substr(3));
  const auto width = digits_at(last, 0);
  if (width == 0 || width != last.size() || std::max(first, width) > 9) return std::nullopt;
  const auto value = [](std::string_view digits) {
    std::int64_t millis = 0;
    for (const char digit : digits) millis = millis * 10 + (digit - '0');
    return Ms{millis};
  };
  return Span{value(line.substr(0, first)), value(last)};
}

}  // namespace

std::optional<Span> read_timing(std::string_view line) {
  line = skip_blanks(line);
  const auto start = read_stamp(line);
  if (!start) return read_bare_timing(line);
  line = skip_blanks(line.substr(start->length));
  for (const auto arrow : arrows) {
    if (!line.starts_with(arrow)) continue;
    const auto end = read_stamp(skip_blanks(line.substr(arrow.size())));
    if (!end) return std::nullopt;
    return Span{start->time, end->time};
  }
  if (!line.starts_with(',')) return std::nullopt;
  const auto end = read_stamp(line.substr(1));
  if (!end || !text::trim(line.substr(1 + end->length)).empty()) return std::nullopt;
  return Span{start->time, end->time};
}

namespace {

// "PT1H2M3.5S" of ISO 8601.
std::optional<Ms> read_iso_duration(std::string_view text) {
  if (!text.starts_with("PT")) return std::nullopt;
  text.remove_prefix(2);
  double total = 0;
  while (!text.empty()) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc{} || !(value >= 0) || value > 1e9 || text.empty()) return std::nullopt;
    if (text[0] != 'H' && text[0] != 'M' && text[0] != 'S') return std::nullopt;
    total += value * (text[0] == 'H' ? 3600 : text[0] == 'M' ? 60 : 1);
    text.remove_prefix(1);
  }
  if (total > 1e9) return std::nullopt;
  return Ms{std::llround(total * 1000)};
}

}  // namespace

std::optional<Ms> read_offset(std::string_view text) {
  text = text::trim(text);
  if (const auto length = read_iso_duration(text)) return length;
  if (const auto stamp = read_stamp(text); stamp && text.find(':') != std::string_view::npos) return stamp->time;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !(value >= 0) || value > 1e9) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == "ms") return Ms{std::llround(value)};
  if (!unit.empty() && unit != "s") return std::nullopt;
  return Ms{std::llround(value * 1000)};
}

}  // namespace pith::transcript
