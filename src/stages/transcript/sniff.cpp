#include "stages/transcript/sniff.h"

#include <algorithm>
#include <array>

#include "stages/transcript/captions.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

using namespace std::string_view_literals;
constexpr auto npos = std::string_view::npos;

constexpr std::array binary_starts{"\x1F\x8B"sv,
                                   "PK\x03\x04"sv,
                                   "%PDF"sv,
                                   "ID3"sv,
                                   "OggS"sv,
                                   "RIFF"sv,
                                   "\x89PNG"sv,
                                   "GIF8"sv,
                                   "\xFF\xD8\xFF"sv,
                                   "\xFF\xFB"sv,
                                   "\xFF\xF3"sv,
                                   "\xFF\xF2"sv,
                                   "fLaC"sv,
                                   "\x7F"
                                   "ELF"sv,
                                   "SQLite format"sv};
constexpr std::array feed_tags{"<rss"sv, "<feed"sv, "<rdf:rdf"sv, "<opml"sv};
constexpr std::array timed_tags{"<tt "sv,       "<tt>"sv,        "<tt:tt"sv, "<pst:"sv, "simple-transcripts"sv,
                                "<timedtext"sv, "<text start="sv};
constexpr std::array html_tags{"<!doctype html"sv, "<html"sv, "<p>"sv, "<p "sv,   "<cite"sv,
                               "<time"sv,          "<div"sv,  "<br"sv, "<body"sv, "<li>"sv};

// What a piece of a page may begin with; within a text they may be its own.
constexpr std::array openings{"<dl"sv,   "<table"sv,  "<ul"sv, "<ol"sv,  "<section"sv,   "<article"sv,
                              "<main"sv, "<h1"sv,     "<h2"sv, "<h3"sv,  "<header"sv,    "<pre"sv,
                              "<span"sv, "<strong"sv, "<b>"sv, "<em>"sv, "<blockquote"sv};

bool holds_any(std::string_view text, auto& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != npos; });
}

// Control characters and broken encoding beyond what a text could have by mishap.
bool is_mostly_broken(std::string_view text) {
  const auto sample = text::truncate_utf8(text, std::size_t{64} * 1024);
  std::size_t broken = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const auto point = text::code_point_at(sample, at);
    const bool control =
        point.value < 0x20 && point.value != '\n' && point.value != '\r' && point.value != '\t' && point.value != '\f';
    if (control || point.value == 0xFFFD) ++broken;
    at += point.length;
  }
  return broken * 20 > sample.size();
}

bool begins_json(std::string_view text) {
  if (text.starts_with('{')) return true;
  if (!text.starts_with('[')) return false;
  const auto next = text::trim(text.substr(1, 200));
  return next.starts_with('{') || next.starts_with(']') || next.starts_with('[') || next.starts_with('"');
}

// "{37}{93}" of MicroDVD, "[15][37]" of MPL2.
bool begins_with_frames(std::string_view text) {
  const bool braces = text.starts_with('{');
  if (!braces && !text.starts_with('[')) return false;
  for (int n = 0; n < 2; ++n) {
    const auto end = text.find_first_not_of("0123456789", 1);
    if (end == npos || end < 2 || text[0] != (braces ? '{' : '[') || text[end] != (braces ? '}' : ']')) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

bool is_spruce_or_sami(std::string_view text) {
  const auto begins = text::lower(text::truncate_utf8(text, 10));
  return begins.starts_with("<sami") || (begins.starts_with("$font") && text.find(" , ") != npos);
}

bool is_control(char byte) {
  return static_cast<unsigned char>(byte) < 0x20 && std::string_view("\0\t\n\v\f\r\x1B", 7).find(byte) == npos;
}

Content markup_of(std::string_view lowered_head) {
  if (holds_any(lowered_head, feed_tags)) return Content::feed;
  if (holds_any(lowered_head, timed_tags)) return Content::timed_xml;
  return Content::html;
}

}  // namespace

bool is_binary_file(std::string_view bytes) {
  if (std::ranges::any_of(binary_starts, [&](auto start) { return bytes.starts_with(start); })) return true;
  if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return true;
  const auto sample = bytes.substr(0, 4096);
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(sample, is_control));
  return !sample.starts_with("\xFF\xFE") && !sample.starts_with("\xFE\xFF") && controls * 50 > sample.size();
}

Content sniff(std::string_view text) {
  const auto trimmed = text::trim(text);
  if (trimmed.empty()) return Content::empty;
  if (is_mostly_broken(trimmed)) return Content::binary;
  if (trimmed.starts_with("WEBVTT")) return Content::vtt;
  if (trimmed.starts_with("{\\rtf")) return Content::rich_text;
  if (begins_with_frames(trimmed) || is_spruce_or_sami(trimmed)) return Content::unread_captions;
  if (begins_json(trimmed)) return Content::json;
  const auto head = text::lower(text::truncate_utf8(trimmed, 4096));
  if (head.starts_with("<?xml") || head.starts_with("<!--")) return markup_of(head);
  if (head.starts_with('<') && (holds_any(head, feed_tags) || holds_any(head, timed_tags))) return markup_of(head);
  if (trimmed.starts_with("[Script Info]")) return Content::script;
  const bool opens = std::ranges::any_of(openings, [&](auto tag) { return head.starts_with(tag); });
  const bool html = opens || holds_any(head, html_tags);
  if (html && head.starts_with('<')) return Content::html;
  if (count_timing_lines(trimmed) > 0) return Content::captions;
  return html ? Content::html : Content::text;
}

}  // namespace pith::transcript
