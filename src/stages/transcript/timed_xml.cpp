// The part of html_reader.h that reads XML with timed elements.
#include <optional>
#include <string>

#include "stages/transcript/html_reader.h"
#include "stages/transcript/stamps.h"
#include "text/html_entities.h"
#include "text/html_scanner.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

using text::HtmlToken;

// Where an element's times stand. YouTube's "t" and "d" are milliseconds.
struct Times {
  std::string_view begin, end, length;
  int unit = 1000;  // of a bare number, in milliseconds
};
constexpr Times ttml{"begin", "end", "dur"};
constexpr Times podlove{"start", "end", "dur"};
constexpr Times youtube{"t", "", "d", 1};

Ms time_in(const HtmlToken& token, std::string_view name, int unit) {
  if (name.empty()) return no_time;
  const auto time = read_offset(text::html_attribute(token.attributes, name));
  return time ? *time * unit / 1000 : no_time;
}

bool is_cue(std::string_view name) {
  return name == "p" || name == "text" || name.ends_with(":item") || name.ends_with(":p");
}

bool holds(const HtmlToken& token, std::string_view attribute) {
  return !text::html_attribute(token.attributes, attribute).empty();
}

class TimedXml {
 public:
  void take(const HtmlToken& token) {
    const bool open = token.kind == HtmlToken::Kind::open;
    if (token.kind == HtmlToken::Kind::text) {
      if (in_speaker_) speaker_.append(token.text);
      if (in_cue_) raw_.cues.back().text.append(escaped_twice_ ? text::decode_entities(token.text) : token.text);
    } else if (token.name.ends_with("speaker")) {
      in_speaker_ = open && !token.attributes.ends_with('/');
      if (open) speaker_.clear();
    } else if (token.name == "tt" && open) {
      raw_.language = text::html_attribute(token.attributes, "xml:lang");
    } else if (is_cue(token.name)) {
      in_cue_ = open && begin_cue(token);
      escaped_twice_ = token.name == "text";  // as YouTube does
    } else if (in_cue_) {
      take_inner(token, open);
    }
  }
  RawTranscript take_result() { return std::move(raw_); }

 private:
  bool begin_cue(const HtmlToken& token) {
    const auto times = holds(token, "begin") ? ttml : holds(token, "start") ? podlove : youtube;
    if (!holds(token, times.begin)) return false;
    const auto start = time_in(token, times.begin, times.unit);
    auto end = time_in(token, times.end, times.unit);
    const auto length = time_in(token, times.length, times.unit);
    if (end == no_time && start != no_time && length != no_time) end = start + length;
    const auto agent = text::html_attribute(token.attributes, "ttm:agent");
    raw_.cues.push_back({start, end, text::fold_space(speaker_.empty() ? agent : speaker_), {}, false});
    return true;
  }

  // Words with times of their own may stand without a space between them; YouTube's <s> bring theirs.
  void take_inner(const HtmlToken& token, bool open) {
    if (token.name == "br") raw_.cues.back().text.push_back('\n');
    if (token.name == "span" && open && holds(token, "begin")) raw_.cues.back().text.push_back(' ');
  }

  RawTranscript raw_{"xml", {}, {}, {}, false, true};
  std::string speaker_;
  bool in_speaker_ = false;
  bool in_cue_ = false;
  bool escaped_twice_ = false;
};

}  // namespace

Result<RawTranscript> read_timed_xml(std::string_view text) {
  text::HtmlScanner scanner(text);
  TimedXml reader;
  HtmlToken token;
  while (scanner.next(token)) reader.take(token);
  auto raw = reader.take_result();
  if (raw.cues.empty()) return fail(ErrorKind::invalid_input, "this is XML without a transcript");
  return raw;
}

}  // namespace pith::transcript
