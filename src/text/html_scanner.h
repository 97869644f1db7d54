// HTML of any quality as a flat run of tokens: no tree, so no depth to exhaust; time is linear in the bytes. Comments,
// declarations and the inside of script, style and their like never show. Not a validator: whatever the bytes, it goes
// on to the end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pith::text {

struct HtmlToken {
  enum class Kind { text, open, close };
  Kind kind = Kind::text;
  std::string name;             // of the element, lower case; empty for text
  std::string_view attributes;  // of an opening tag, raw; see html_attribute
  std::string_view text;        // entities decoded, white space as it stands; lives until the next token
};

class HtmlScanner {
 public:
  // `html` must outlive the scanner and its tokens; valid UTF-8.
  explicit HtmlScanner(std::string_view html) : html_(html) {}
  // False at the end; `token` then holds nothing of use.
  bool next(HtmlToken& token);

 private:
  bool read_markup(HtmlToken& token);
  bool skip_declaration();
  std::size_t tag_end(std::size_t at);
  void skip_raw(std::string_view name);

  std::string_view html_;
  std::size_t at_ = 0;
  std::string decoded_;       // the text under way, where entities had to be decoded
  bool trust_quotes_ = true;  // false once a quoted attribute ran to the end of the bytes
  bool more_tags_ = true;     // false once no > is left
};

// The value of an attribute, entities decoded; empty where it is missing or has none.
std::string html_attribute(std::string_view attributes, std::string_view name);

}  // namespace pith::text
