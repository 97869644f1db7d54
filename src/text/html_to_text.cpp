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

constexpr std::array<std::string_view, 4> inline_elements{"em", "span", "strong", "img"};

// Breaks after an element: 0 none, 1 a line, 2 a paragraph. The commonest are asked for first.
int breaks_of(std::string_view name) {
  if (name.size() == 1) return name == "p" ? 2 : 0;
  if (name == "br" || name == "li") return 1;
  if (std::ranges::find(inline_elements, name) != inline_elements.end()) return 0;
  if (std::ranges::find(paragraph_elements, name) != paragraph_elements.end()) return 2;
  return std::ranges::find(line_elements, name) != line_elements.end() ? 1 : 0;
}

// The end of what goes over as it stands: words in any script, and single spaces between such in ASCII.
std::size_t end_of_words(std::string_view text, std::size_t at) {
  while (true) {
    at = end_of_plain_run(text, at);
    if (at == text.size()) return at;
    const auto point = code_point_at(text, at);
    if (is_space(point.value)) return at;
    at += point.length;
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
