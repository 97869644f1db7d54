#include "lib/xml/plain.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "base/byte_scan.h"
#include "lib/xml/plain_names.h"
#include "lib/xml/plain_text.h"

namespace pith::xml {

namespace {

constexpr auto npos = std::string_view::npos;
// libxml2 takes no longer tag or comment: what it would refuse is for it to refuse.
constexpr std::size_t longest_piece = 9'000'000;
// Of memory between two texts, in bytes: who listens makes more of a long one, and needs room.
constexpr std::size_t most_kept = 32'768;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// One reading. Every step answers whether the document is plain so far.
class PlainRun {
 public:
  PlainRun(std::string_view bytes, Handler& handler, const Limits& limits)
      : text_(bytes), handler_(handler), limits_(limits) {}

  std::optional<Outcome> run() {
    if (!has_only_characters(text_) || !skip_declaration() || !skip_around_root()) return std::nullopt;
    if (!take_start_tag()) return given_up();
    while (!open_.empty())
      if (!(at_here('<') ? take_markup() : take_text())) return given_up();
    if (!skip_around_root() || at_ != text_.size()) return std::nullopt;
    return Outcome{.well_formed = true, .ended = true};
  }

 private:
  struct Element {
    std::string_view written;
    Name name;
    PlainNames::Mark bindings;  // in force outside it
  };

  std::optional<Outcome> given_up() const { return stopped_ ? std::optional{Outcome{.stopped = true}} : std::nullopt; }
  bool told(bool go_on) {
    stopped_ = !go_on;
    return go_on;
  }

  bool at_here(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool begins(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }
  void skip_blank() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool skip_past(std::string_view mark) {
    const auto end = text_.find(mark, at_);
    if (end == npos || end - at_ > longest_piece) return false;
    at_ = end + mark.size();
    return true;
  }

  bool skip_declaration() {
    if (!text_.starts_with("<?xml") || text_.size() < 6 || !is_blank(text_[5])) return true;
    const auto end = text_.find("?>");
    if (end == npos || !is_plain_declaration(text_.substr(5, end - 5))) return false;
    at_ = end + 2;
    return true;
  }

  // Comments, instructions and white space before and after the root element.
  bool skip_around_root() {
    for (skip_blank(); begins("<!--") || begins("<?"); skip_blank())
      if (!(begins("<!--") ? skip_comment() : skip_instruction())) return false;
    return true;
  }

  bool skip_comment() {
    at_ += 4;
    return skip_past("--") && at_here('>') && ++at_ > 0;
  }

  bool skip_instruction() {
    at_ += 2;
    const auto end = plain_name_end(text_, at_);
    const auto name = text_.substr(at_, end - at_);
    const bool is_xml =
        name.size() == 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm' && (name[2] | 0x20) == 'l';
    if (name.empty() || is_xml || name.contains(':')) return false;
    at_ = end;
    return (begins("?>") || (at_ < text_.size() && is_blank(text_[at_]))) && skip_past("?>");
  }

  bool take_markup() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (next == '/') return take_end_tag();
    if (next == '?') return skip_instruction();
    if (next != '!') return take_start_tag();
    if (begins("<!--")) return skip_comment();
    return begins("<![CDATA[") && take_cdata();
  }

  // Up to the next tag.
  bool take_text() {
    const auto first = take_run();
    if (at_here('<')) return told(handler_.text(first));
    decoded_text_ = first;
    while (!at_here('<')) {
      if (at_ >= text_.size() || text_[at_] == ']') return false;
      at_ =
          text_[at_] == '&' ? append_reference(text_, at_, decoded_text_) : append_line_end(text_, at_, decoded_text_);
      decoded_text_ += take_run();
    }
    const bool go_on = told(handler_.text(decoded_text_));
    if (decoded_text_.capacity() > most_kept) std::string().swap(decoded_text_);
    return go_on;
  }

  // Text that stands as it is; ends at ]]> too, which must not be in a text.
  std::string_view take_run() {
    const auto begin = std::min(at_, text_.size());
    at_ = find_any<'<', '&', '\r', ']'>(text_, begin);
    while (at_here(']') && !begins("]]>")) at_ = find_any<'<', '&', '\r', ']'>(text_, at_ + 1);
    return text_.substr(begin, at_ - begin);
  }

  // As libxml2 tells it when it is given a document in pieces: line ends within as they are written.
  bool take_cdata() {
    at_ += 9;
    const auto begin = at_;
    return skip_past("]]>") && told(handler_.text(text_.substr(begin, at_ - begin - 3)));
  }

  bool take_end_tag() {
    const auto& element = open_.back();
    at_ += 2;
    if (!begins(element.written)) return false;
    at_ += element.written.size();
    skip_blank();
    if (!at_here('>')) return false;
    ++at_;
    return close();
  }

  bool close() {
    const auto element = open_.back();
    open_.pop_back();
    const bool go_on = told(handler_.end(element.name));
    names_.unbind_to(element.bindings);
    return go_on;
  }

  bool take_start_tag() {
    if (!at_here('<') || open_.size() >= limits_.depth) return false;
    const auto begin = at_ + 1;
    at_ = plain_name_end(text_, begin);
    if (at_ == begin) return false;
    const auto written = text_.substr(begin, at_ - begin);
    const auto bindings = names_.bindings();
    if (!take_attributes()) return false;
    const auto name = names_.element(written);
    if (!name) return false;
    open_.push_back({written, *name, bindings});
    if (!told(handler_.begin(*name, attributes_))) return false;
    const bool empty = text_[at_] == '/';
    at_ += empty ? 2 : 1;
    return !empty || close();
  }

  // Up to the > or /> of the tag.
  bool take_attributes() {
    attributes_.clear();
    written_.clear();
    used_ = 0;
    while (true) {
      const auto before = at_;
      skip_blank();
      if (at_here('>') || begins("/>")) return resolve_attributes();
      if (at_ == before || !take_attribute()) return false;
    }
  }

  bool take_attribute() {
    const auto begin = at_;
    at_ = plain_name_end(text_, begin);
    const auto written = text_.substr(begin, at_ - begin);
    skip_blank();
    if (written.empty() || !at_here('=') || std::ranges::find(written_, written) != written_.end()) return false;
    ++at_;
    skip_blank();
    const auto value = take_value();
    if (!value || written_.size() >= limits_.attributes) return false;
    written_.push_back(written);
    if (written == "xmlns") return names_.bind({}, *value);
    if (written.starts_with("xmlns:")) return names_.bind(written.substr(6), *value);
    attributes_.push_back({{{}, {}, written}, *value});
    return true;
  }

  std::optional<std::string_view> take_value() {
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'') return std::nullopt;
    const auto begin = ++at_;
    const auto end = text_.find(quote, begin);
    if (end == npos || end - begin > longest_piece) return std::nullopt;
    const auto value = text_.substr(begin, end - begin);
    at_ = end + 1;
    if (find_any<'&', '<', '\t', '\n', '\r'>(value) == value.size()) return value;
    if (used_ == decoded_.size()) decoded_.emplace_back();
    auto& decoded = decoded_[used_++];
    return decode_value(value, decoded) ? std::optional<std::string_view>{decoded} : std::nullopt;
  }

  // Only once all of the tag's own namespaces are known. Two names for one attribute are an error.
  bool resolve_attributes() {
    bool prefixed = false;
    for (auto& attribute : attributes_) {
      if (!attribute.name.local.contains(':')) continue;
      const auto name = names_.attribute(attribute.name.local);
      if (!name) return false;
      attribute.name = *name;
      prefixed = true;
    }
    return !prefixed || !has_doubles();
  }

  bool has_doubles() const {
    for (std::size_t n = 0; n < attributes_.size(); ++n)
      for (std::size_t m = 0; m < n; ++m)
        if (!attributes_[n].name.space.empty() && attributes_[n].name.space == attributes_[m].name.space &&
            attributes_[n].name.local == attributes_[m].name.local)
          return true;
    return false;
  }

  std::string_view text_;
  Handler& handler_;
  const Limits& limits_;
  std::size_t at_ = 0;
  bool stopped_ = false;
  PlainNames names_;
  std::vector<Element> open_;
  std::vector<Attribute> attributes_;      // of the tag under way
  std::vector<std::string_view> written_;  // their names, those of xmlns included
  std::deque<std::string> decoded_;        // values that had to be decoded, the first `used_` of this tag
  std::size_t used_ = 0;
  std::string decoded_text_;
};

}  // namespace

std::optional<Outcome> parse_plain(std::string_view bytes, Handler& handler, const Limits& limits) {
  return PlainRun(bytes, handler, limits).run();
}

}  // namespace pith::xml
