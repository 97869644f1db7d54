#include "stages/transcript/cue_text.h"

#include <algorithm>
#include <array>

#include "text/html_entities.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;

// Some publishers escape twice. Nobody says these, so a text that holds one is decoded once more.
constexpr std::array<std::string_view, 4> escaped_twice{"&amp;#39;", "&amp;#x27;", "&amp;quot;", "&amp;nbsp;"};

// The length of an override that SubStation Alpha ({\an8}) or MicroDVD ({y:i}, {/b}) puts into a text; 0 for
// others.
std::size_t override_length(std::string_view text) {
  const auto end = text.substr(0, 200).find('}');
  if (end == npos || end < 2) return 0;
  const auto inner = text.substr(1, end - 1);
  const bool short_tag = inner.size() <= 2 && std::string_view("biu").find(inner.back()) != npos &&
                         (inner.size() == 1 || inner.front() == '/');
  const bool field = inner.size() > 2 && inner[1] == ':' && std::string_view("yYcCfFsSpPoO").find(inner[0]) != npos;
  return inner.front() == '\\' || short_tag || field ? end + 1 : 0;
}

// "C:\New" is a path, "MAN:\NHello" none.
bool is_path(std::string_view before) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (before.ends_with('\\')) return true;
  return before.ends_with(':') && before.size() > 1 && letter(before[before.size() - 2]) &&
         (before.size() == 2 || !letter(before[before.size() - 3]));
}

// \N and \n end a line, \h is a space.
bool is_break(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at] == '\\' && std::string_view("Nnh").find(text[at + 1]) != npos &&
         !is_path(text.substr(0, at));
}

std::string without_overrides(std::string_view text) {
  if (text.find_first_of("{\\[") == npos) return std::string(text);
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = text[at] == '{' ? override_length(text.substr(at)) : 0;
    if (length > 0) {
      at += length;
    } else if (is_break(text, at)) {
      plain.push_back(text[at + 1] == 'h' ? ' ' : '\n');
      at += 2;
    } else if (text.substr(at).starts_with("[br]")) {  // SubViewer's
      plain.push_back('\n');
      at += 4;
    } else {
      plain.push_back(text[at++]);
    }
  }
  return plain;
}

std::string decoded(std::string_view raw) {
  auto text = text::decode_entities(raw);
  const bool again = std::ranges::any_of(escaped_twice, [&](std::string_view sign) { return raw.find(sign) != npos; });
  return again ? text::decode_entities(text) : text;
}

// Collects text and cuts it where the voice changes.
class Voices {
 public:
  void add(std::string_view text) { current_.text.append(text); }
  void change(std::string speaker) {
    flush();
    current_.speaker = std::move(speaker);
  }
  std::vector<Voice> take() {
    flush();
    return std::move(found_);
  }

 private:
  void flush() {
    current_.text = decoded(without_overrides(current_.text));
    if (!text::fold_space(current_.text).empty()) found_.push_back(current_);
    current_ = {};
  }

  std::vector<Voice> found_;
  Voice current_;
};

// "v.loud Mary Ann" -> "Mary Ann"; the tag is known to begin with v.
std::string name_in(std::string_view tag) {
  const auto space = tag.find_first_of(" \t\n\r");
  return space == npos ? std::string() : text::fold_space(text::decode_entities(tag.substr(space)));
}

bool is_voice(std::string_view tag) {
  return tag.starts_with('v') && (tag.size() == 1 || std::string_view(". \t\n\r").find(tag[1]) != npos);
}

// A < that begins no tag is a sign: "a < b", "<3".
bool begins_tag(std::string_view rest) {
  if (rest.size() < 2) return false;
  const char next = rest[1];
  const auto low = static_cast<char>(next | 0x20);
  return (low >= 'a' && low <= 'z') || next == '/' || next == '!' || (next >= '0' && next <= '9') || next == '.' ||
         next == '>';
}

}  // namespace

std::vector<Voice> voices_of(std::string_view payload) {
  Voices voices;
  bool more_tags = true;  // false once no > is left, so that each byte is looked at a fixed number of times
  while (!payload.empty()) {
    const auto open = payload.find('<');
    voices.add(payload.substr(0, open));
    if (open == npos) break;
    payload.remove_prefix(open);
    const auto close = more_tags && begins_tag(payload) ? payload.find('>') : npos;
    if (close == npos) {
      more_tags = more_tags && !begins_tag(payload);
      voices.add("<");
      payload.remove_prefix(1);
      continue;
    }
    const auto tag = payload.substr(1, close - 1);
    if (is_voice(tag)) voices.change(name_in(tag));
    if (tag == "/v") voices.change({});
    payload.remove_prefix(close + 1);
  }
  return voices.take();
}

std::string strip_markup(std::string_view payload) {
  std::string text;
  for (const auto& voice : voices_of(payload)) {
    if (!text.empty()) text.push_back(' ');
    text.append(voice.text);
  }
  return text;
}

}  // namespace pith::transcript
