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

// Breaks after an element: 0 none, 1 a line, 2 a paragraph. The commonest are asked for first.
int breaks_of(std::string_view name) {
  if (name.size() == 1) return name[0] == 'p' ? 2 : 0;
  if (name == "br" || name == "li") return 1;
  if (name == "strong" || name == "span" || name == "em") return 0;
  if (std::ranges::find(paragraph_elements, name) != paragraph_elements.end()) return 2;
  return std::ranges::find(line_elements, name) != line_elements.end() ? 1 : 0;
}

// Whether a space begins this text. Of characters beyond ASCII few have to be looked at: no space begins otherwise, and
// U+200B to U+2027, the quotes and dashes of English, are none.
bool begins_with_space(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return is_space(lead);
  if (lead != 0xC2 && (lead < 0xE1 || lead > 0xE3)) return false;
  if (text.starts_with("\xE2\x80") && text.size() > 2 && text[2] > '\x8A' && text[2] < '\xA8') return false;
  return is_space(code_point_at(text, 0).value);
}

// The length of a character by its first byte.
std::size_t length_by(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  return byte < 0xE0 ? 2 : (byte < 0xF0 ? 3 : 4);
}

// The end of what goes over as it stands: words in any script, and single spaces between such in ASCII.
std::size_t end_of_words(std::string_view text, std::size_t at) {
  while (true) {
    at = end_of_plain_run(text, at);
    if (at == text.size() || begins_with_space(text.substr(at))) return at;
    at = std::min(at + length_by(text[at]), text.size());
  }
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
        at += code_point_at(text, at).length;
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
