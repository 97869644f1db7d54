#include "stages/transcript/html_reader.h"

#include <algorithm>
#include <array>
#include <span>

#include "stages/transcript/captions.h"
#include "stages/transcript/speakers.h"
#include "stages/transcript/stamps.h"
#include "stages/transcript/stubs.h"
#include "stages/transcript/text_reader.h"
#include "text/html_scanner.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

using text::HtmlToken;

constexpr std::array<std::string_view, 24> block_elements{
    "address", "article", "blockquote", "br", "dd", "div",  "dl", "dt", "figure", "h1",      "h2", "h3",
    "h4",      "h5",      "h6",         "hr", "li", "main", "ol", "p",  "pre",    "section", "td", "tr"};
static_assert(std::ranges::is_sorted(block_elements));
constexpr std::array<std::string_view, 11> aside_elements{"aside", "button", "dialog", "figcaption", "footer", "form",
                                                          "head",  "header", "nav",    "select",     "title"};
static_assert(std::ranges::is_sorted(aside_elements));

bool is_in(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::binary_search(names, name);
}

std::string_view without_colon(std::string_view name) {
  name = text::trim(name);
  while (name.ends_with(':')) name = text::trim(name.substr(0, name.size() - 1));
  return name;
}

// Gathers a page both ways: as marked cues and as lines of text; which one counts shows at the end.
class Page {
 public:
  void take(const HtmlToken& token) {
    if (token.kind == HtmlToken::Kind::text) {
      add_text(token.text);
      return;
    }
    const bool open = token.kind == HtmlToken::Kind::open;
    if (token.name == "title") in_title_ = open;
    if (is_in(aside_elements, token.name)) aside_ = open ? aside_ + 1 : std::max(0, aside_ - 1);
    if (token.name == "pre") preformatted_ = open ? preformatted_ + 1 : std::max(0, preformatted_ - 1);
    if (token.name == "main" || token.name == "body") aside_ = 0;
    if (token.name == "cite" || token.name == "time") {
      begin_mark(token.name, open);
    } else if (is_in(block_elements, token.name)) {
      end_block();
      if (token.name != "br") lines_.append("\n");
    }
  }

  void finish() { end_block(); }
  const std::string& title() const { return title_; }
  const std::string& lines() const { return lines_; }
  std::vector<RawCue> take_marked() { return std::move(marked_); }
  std::size_t marks() const { return marks_; }

 private:
  void add_text(std::string_view text) {
    if (in_title_) title_.append(text);
    if (aside_ > 0) return;
    while (preformatted_ > 0 && mark_.empty() && text.find('\n') != std::string_view::npos) {
      block_.append(text.substr(0, text.find('\n')));
      end_block();
      text.remove_prefix(text.find('\n') + 1);
    }
    (mark_.empty() ? block_ : mark_text_).append(text);
  }

  void begin_mark(std::string_view name, bool open) {
    if (open) {
      end_block();
      mark_ = name;
      mark_text_.clear();
      return;
    }
    if (mark_ != name) return;
    const auto value = text::fold_space(mark_text_);
    if (mark_ == "cite") {
      speaker_ = std::string(without_colon(value));
      new_turn_ = true;
      ++marks_;
    } else if (const auto at = read_offset(value)) {
      start_ = *at;
      ++marks_;
    }
    mark_.clear();
    block_.append(block_.empty() ? "" : " ");
    lines_.append(value).append("\n");
  }

  void end_block() {
    auto line = text::fold_space(block_);
    block_.clear();
    if (line.empty()) return;
    lines_.append(line).append("\n");
    marked_.push_back({start_, no_time, speaker_, std::move(line), new_turn_, true});
    start_ = no_time;
    new_turn_ = false;
  }

  std::string title_;
  std::string lines_;
  std::vector<RawCue> marked_;
  std::size_t marks_ = 0;
  std::string block_;
  std::string mark_;  // cite or time while inside one
  std::string mark_text_;
  std::string speaker_;
  Ms start_ = no_time;
  int aside_ = 0;
  int preformatted_ = 0;
  bool in_title_ = false;
  bool new_turn_ = false;
};

bool is_error_title(std::string_view title) {
  const auto lowered = text::lower(title);
  constexpr std::array<std::string_view, 9> signs{"404",           "not found", "forbidden", "access denied", "error",
                                                  "just a moment", "log in",    "sign in",   "unavailable"};
  return std::ranges::any_of(signs, [&](auto sign) { return lowered.find(sign) != std::string::npos; });
}

// A page without a single time or name must at least be prose, and enough of it.
bool is_prose(const std::vector<RawCue>& cues) {
  std::size_t words = 0;
  std::size_t ends = 0;
  for (const auto& cue : cues) {
    if (!text::ends_sentence(cue.text)) continue;
    words += text::count_words(cue.text);
    ends += text::inner_sentence_ends(cue.text) + 1;
  }
  return words >= 200 && words >= ends * 5;
}

bool has_times_or_names(RawTranscript raw) {
  take_prefixes(raw);
  const auto marked =
      std::ranges::count_if(raw.cues, [](const RawCue& cue) { return cue.start != no_time || !cue.speaker.empty(); });
  return marked >= 2 && static_cast<std::size_t>(marked) * 4 >= raw.cues.size();
}

}  // namespace

Result<RawTranscript> read_html(std::string_view text) {
  text::HtmlScanner scanner(text);
  Page page;
  HtmlToken token;
  while (scanner.next(token)) page.take(token);
  page.finish();
  auto marked = page.take_marked();
  RawTranscript raw;
  if (page.marks() * 4 >= marked.size() && page.marks() >= 1) {
    raw.cues = std::move(marked);
  } else if (count_timing_lines(page.lines()) >= 2) {
    raw = read_srt(page.lines());
  } else {
    raw = read_text(page.lines());
    if (!has_times_or_names(raw)) {
      if (is_closed_page(page.title(), raw.cues))
        return fail(ErrorKind::invalid_input,
                    "this is a web page that asks for consent or a login, without a transcript",
                    "title: " + text::fold_space(page.title()));
      if (is_error_title(page.title()) || !is_prose(raw.cues))
        return fail(ErrorKind::invalid_input, "this is a web page without a transcript",
                    "title: " + text::fold_space(page.title()));
      raw.notes.emplace_back("The transcript is a web page without times or names; some of it may not be talk.");
    }
  }
  raw.format = "html";
  return raw;
}

}  // namespace pith::transcript
