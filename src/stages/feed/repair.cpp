#include "stages/feed/repair.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "stages/feed/doctype.h"
#include "stages/feed/repair_text.h"
#include "text/similarity.h"

namespace pith::feed {

namespace {

constexpr auto npos = std::string_view::npos;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t name_end(std::string_view text, std::size_t from) {
  const auto is_name = [](char c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
  };
  while (from < text.size() && is_name(text[from])) ++from;
  return from;
}

// "a:b:c" and "a:" are no names for a namespace-aware parser.
std::string_view clean_name(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == npos) return name;
  if (colon + 1 == name.size() || !is_name_start(name[colon + 1])) return name.substr(0, colon);
  return name.substr(0, name.find(':', colon + 1));
}

// "titel" for "title"; short names are too easily like another.
bool is_misspelt(std::string_view name, std::string_view meant) {
  return name.size() >= 4 && meant.size() >= 4 && text::edit_similarity(name, meant, 0.6) >= 0.6;
}

bool same_folded(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

class Repairer {
 public:
  explicit Repairer(std::string_view text) : text_(text), writer_(out_.bytes) {
    out_.bytes.reserve(text.size() + text.size() / 16);
  }

  Repaired run() {
    skip_to_document();
    while (at_ < text_.size() && !ended_) {
      if (text_[at_] == '<')
        take_markup();
      else
        take_text(std::min(text_.find('<', at_), text_.size()));
    }
    if (!ended_ && lacks_only_ends()) {
      note("the ends of the whole added");
      while (!open_.empty()) close_last();
      ended_ = true;
    }
    out_.complete = ended_;
    collect_notes();
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  // Whether it stops behind a whole item, or the channel's end, with nothing but the feed itself open.
  bool lacks_only_ends() const {
    constexpr std::array<std::string_view, 3> parts = {"item", "entry", "channel"};
    constexpr std::array<std::string_view, 4> wholes = {"rss", "channel", "feed", "rdf:RDF"};
    const auto is_one_of = [](std::string_view name, const auto& names) {
      return std::ranges::any_of(names, [&](std::string_view one) { return same_folded(one, name); });
    };
    const auto last = text_.rfind("</");
    if (last == npos || !std::ranges::all_of(open_, [&](auto name) { return is_one_of(name, wholes); })) return false;
    const auto end = name_end(text_, last + 2);
    const auto behind = text_.find_first_not_of(" \t\r\n", std::min(end, text_.size()));
    return is_one_of(text_.substr(last + 2, end - last - 2), parts) && behind != npos && text_[behind] == '>' &&
           text_.find_first_not_of(" \t\r\n", behind + 1) == npos;
  }

  void note(std::string_view what) {
    if (std::ranges::find(out_.notes, what) == out_.notes.end()) out_.notes.emplace_back(what);
  }

  void collect_notes() {
    if (writer_.stray_ampersands()) note("stray & escaped");
    if (writer_.named_references()) note("named references made numeric");
    if (writer_.control_characters()) note("control characters dropped");
    if (!out_.complete) note("the document breaks off");
  }

  // PHP warnings and the like before the document go.
  void skip_to_document() {
    constexpr std::array<std::string_view, 10> beginnings = {"<?xml", "<!DOCTYPE", "<!doctype", "<rss",     "<RSS",
                                                             "<feed", "<rdf:RDF",  "<RDF",      "<channel", "<opml"};
    const auto opening = text_.substr(0, 64u << 10);
    auto begin = npos;
    for (const auto beginning : beginnings) begin = std::min(begin, opening.find(beginning));
    at_ = std::min(begin == npos ? text_.find('<') : begin, text_.size());
    if (text_.substr(0, at_).find_first_not_of(" \t\r\n") != npos) note("text before the document dropped");
  }

  void take_text(std::size_t end) {
    if (!open_.empty()) writer_.text(text_.substr(at_, end - at_));
    at_ = end;
  }

  void skip_past(std::string_view end) {
    const auto found = text_.find(end, at_);
    at_ = found == npos ? text_.size() : found + end.size();
  }

  void take_markup() {
    const auto here = rest();
    if (here.starts_with("<![CDATA[")) return take_cdata();
    if (here.starts_with("<!--")) return skip_comment();
    if (here.starts_with("<!DOCTYPE") || here.starts_with("<!doctype")) {
      at_ += read_doctype(here, entities_);
      return writer_.declare(&entities_);
    }
    if (here.starts_with("<?")) return skip_past("?>");
    if (here.starts_with("<!")) return skip_past(">");
    if (here.starts_with("</")) return take_end_tag();
    if (here.size() > 1 && is_name_start(here[1])) return take_start_tag();
    if (!open_.empty()) {
      note("stray < escaped");
      out_.bytes += "&#60;";
    }
    ++at_;
  }

  // Where `mark` stands next. What stands nowhere in the rest is not looked for again: a document of nothing but
  // beginnings would take the square of its length.
  std::size_t find_end(std::string_view mark, std::size_t from, bool& is_there) const {
    const auto end = is_there ? text_.find(mark, from) : npos;
    is_there = end != npos;
    return end;
  }

  // One without an end hides nothing but its own first characters.
  void skip_comment() {
    const auto end = find_end("-->", at_ + 4, comment_ends_);
    at_ = end == npos ? at_ + 4 : end + 3;
  }

  // One without an end stands for text up to the next end tag of its element.
  void take_cdata() {
    constexpr std::size_t mark = 9;
    const auto end = find_end("]]>", at_ + mark, cdata_ends_);
    if (end != npos) {
      if (!open_.empty()) writer_.cdata(text_.substr(at_ + mark, end - at_ - mark));
      at_ = end + 3;
      return;
    }
    note("CDATA without end");
    at_ += mark;
    const auto close = open_.empty() ? npos : text_.find(fmt::format("</{}", open_.back()), at_);
    const auto inside = text_.substr(at_, close == npos ? npos : close - at_);
    if (!open_.empty()) writer_.cdata(inside);
    at_ += inside.size();
  }

  void take_end_tag() {
    const auto end = name_end(text_, at_ + 2);
    const auto name = clean_name(text_.substr(at_ + 2, end - at_ - 2));
    at_ = end;
    if (const auto close = text_.find_first_of("<>", at_); close != npos) at_ = text_[close] == '>' ? close + 1 : close;
    const auto match =
        std::find_if(open_.rbegin(), open_.rend(), [&](std::string_view open) { return same_folded(open, name); });
    if (match == open_.rend() && !open_.empty() && is_misspelt(name, open_.back())) {
      note("misspelt end tags mended");
      return close_last();
    }
    if (match == open_.rend()) return note("end tags of nothing dropped");
    if (match != open_.rbegin()) note("unclosed elements closed");
    for (auto count = match - open_.rbegin() + 1; count > 0; --count) close_last();
    ended_ = open_.empty();
  }

  void close_last() {
    out_.bytes.append("</").append(open_.back()).append(">");
    open_.pop_back();
  }

  void take_start_tag() {
    const auto end = name_end(text_, at_ + 1);
    const auto name = clean_name(text_.substr(at_ + 1, end - at_ - 1));
    out_.bytes.append(1, '<').append(name);
    at_ = end;
    attributes_.clear();
    bool empty = false;
    while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '<') {
      if (text_[at_] == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') empty = true;
      if (is_name_start(text_[at_]))
        take_attribute();
      else
        ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '>') ++at_;
    if (empty)
      out_.bytes += "/>";
    else {
      out_.bytes += '>';
      open_.push_back(name);
      if (open_.size() > most_open) at_ = text_.size();
    }
    ended_ = empty && open_.empty();
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  void take_attribute() {
    const auto end = name_end(text_, at_);
    const auto name = clean_name(text_.substr(at_, end - at_));
    at_ = end;
    skip_space();
    std::string_view value;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      skip_space();
      value = take_value();
    }
    if (attributes_.size() == most_attributes) return note("attributes without number dropped");
    if (std::ranges::find(attributes_, name) != attributes_.end()) return note("doubled attributes dropped");
    attributes_.push_back(name);
    out_.bytes.append(1, ' ').append(name).append("=\"");
    writer_.attribute(value);
    out_.bytes += '"';
  }

  std::string_view take_value() {
    if (at_ >= text_.size()) return {};
    const char quote = text_[at_];
    const auto begin = at_ + 1;
    const auto close = quote == '"' || quote == '\'' ? text_.find(quote, begin) : npos;
    if (close != npos && close - begin <= longest_value) {
      at_ = close + 1;
      return text_.substr(begin, close - begin);
    }
    note("attributes without quotes");
    const auto from = quote == '"' || quote == '\'' ? begin : at_;
    at_ = std::min(text_.find_first_of(" \t\r\n>", from), text_.size());
    return text_.substr(from, at_ - from);
  }

  static constexpr std::size_t longest_value = 64u << 10;
  static constexpr std::size_t most_attributes = 200;
  static constexpr std::size_t most_open = 200;  // whatever is nested deeper is refused by those who read on

  std::string_view text_;
  std::size_t at_ = 0;
  bool ended_ = false;
  bool comment_ends_ = true;  // as far as is known: an end of one stands in the rest
  bool cdata_ends_ = true;
  Repaired out_;
  TextWriter writer_;
  Entities entities_;
  std::vector<std::string_view> open_;
  std::vector<std::string_view> attributes_;
};

}  // namespace

Repaired repair(std::string_view utf8) { return Repairer(utf8).run(); }

}  // namespace pith::feed
