// What bytes are, by their content. Inside stages/transcript only.
#pragma once

#include <string_view>

namespace pith::transcript {

enum class Content {
  empty,
  binary,
  feed,
  rich_text,
  unread_captions,
  vtt,
  json,
  timed_xml,
  captions,
  script,  // SubStation Alpha
  html,
  text
};

// A file that is no text at all, by its first bytes: audio, archives, pictures.
bool is_binary_file(std::string_view bytes);
// Of text in UTF-8.
Content sniff(std::string_view text);

}  // namespace pith::transcript
