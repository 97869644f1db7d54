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
    current_.text = decoded(current_.text);
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
