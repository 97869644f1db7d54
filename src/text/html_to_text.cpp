#include "text/html_to_text.h"

#include <algorithm>
#include <array>

#include "text/html_scanner.h"
#include "text/utf8.h"

namespace pith::text {

namespace {

constexpr std::array<std::string_view, 9> line_elements{"br",     "dd",      "dt", "figcaption", "li",
                                                        "option", "summary", "tr", "hr"};
constexpr std::array<std::string_view, 28> paragraph_elements{
    "address", "article", "aside", "blockquote", "details", "div", "dl",   "fieldset", "figure", "footer",
    "form",    "h1",      "h2",    "h3",         "h4",      "h5",  "h6",   "header",   "main",   "nav",
    "ol",      "p",       "pre",   "section",    "table",   "ul",  "body", "title"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string_view one) { return one[0] == name[0] && one == name; });
}

// Breaks after an element: 0 none, 1 a line, 2 a paragraph. The commonest are asked for first.
int breaks_of(std::string_view name) {
  if (name.size() == 1) return name[0] == 'p' ? 2 : 0;
  if (name == "br" || name == "li") return 1;
  if (name == "strong" || name == "span" || name == "em") return 0;
  if (is_among(paragraph_elements, name)) return 2;
  return is_among(line_elements, name) ? 1 : 0;
}

// Of characters beyond ASCII few have to be looked at: no space begins otherwise, and U+200B to U+2027, the quotes and
// dashes of English, are none.
bool is_wide_space_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(at + n < text.size() ? text[at + n] : 0); };
  const auto lead = byte(0), second = byte(1);
  if (lead != 0xC2 && second > 0x81 && second != 0x9A) return false;
  if (lead == 0xE2 && second == 0x80 && byte(2) > 0x8A && byte(2) < 0xA8) return false;
  return is_space(code_point_at(text, at).value);
}

bool is_space_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return lead <= ' ' || lead == 0x7F;
  return (lead == 0xC2 || (lead >= 0xE1 && lead <= 0xE3)) && is_wide_space_at(text, at);
}

// The length of a character beyond ASCII by its first byte.
std::size_t length_by(unsigned char lead) { return lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4); }

// The end of what goes over as it stands: words in any script and the single spaces between them.
std::size_t end_of_words(std::string_view text, std::size_t at) {
  for (const auto begin = at; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > ' ' && byte < 0x7F)
      at = end_of_plain_run(text, at);
    else if (byte == ' ' && at > begin && at + 1 < text.size() && !is_space_at(text, at + 1))
      ++at;
    else if (byte < 0x80 || is_space_at(text, at))
      break;
    else
      at = std::min(at + length_by(byte), text.size());
  }
  return at;
}

// Text as it is put together: pending space and breaks are written only before the next word.
class Lines {
 public:
  explicit Lines(std::size_t most) { out_.reserve(most); }

  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (const auto end = end_of_words(text, at); end > at) {
        write_gap();
        out_.append(text, at, end - at);
        at = end;
      } else {
        space_ = true;
        at += static_cast<unsigned char>(text[at]) < 0x80 ? 1 : code_point_at(text, at).length;
      }
    }
  }
  void add_break(int lines) { breaks_ = std::max(breaks_, lines); }
  void add_space() { space_ = true; }
  std::string take() { return std::move(out_); }

 private:
  void write_gap() {
    if (!out_.empty()) {
      if (breaks_ > 0) {
        out_.append(static_cast<std::size_t>(breaks_), '\n');
      } else if (space_) {
        out_.push_back(' ');
      }
    }
    breaks_ = 0;
    space_ = false;
  }

  std::string out_;
  int breaks_ = 0;
  bool space_ = false;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  return is_valid_utf8(html) ? valid_html_to_text(html) : valid_html_to_text(repair_utf8(html));
}

std::string valid_html_to_text(std::string_view html) {
  HtmlScanner scanner(html);
  Lines lines(html.size());
  HtmlToken token;
  while (scanner.next(token)) {
    if (token.kind == HtmlToken::Kind::text) {
      lines.add(token.text);
    } else if (const int breaks = breaks_of(token.name); breaks > 0) {
      lines.add_break(breaks);
    } else if (token.name == "td" || token.name == "th") {
      lines.add_space();
    }
  }
  return lines.take();
}

}  // namespace pith::text
