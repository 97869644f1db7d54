#include "text/html_scanner.h"

#include <algorithm>
#include <array>

#include "base/byte_scan.h"
#include "text/html_entities.h"
#include "text/utf8.h"

namespace pith::text {

namespace {

constexpr auto npos = std::string_view::npos;
// Elements whose inside is not for readers, or is not markup.
constexpr std::array<std::string_view, 7> raw_elements{"script", "style", "template", "noscript",
                                                       "iframe", "svg",   "math"};

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
bool is_letter(char c) { return lowered(c) >= 'a' && lowered(c) <= 'z'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

constexpr std::array<bool, 256> make_name_ends() {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\n\r\f/>=")) ends.at(static_cast<unsigned char>(c)) = true;
  return ends;
}
constexpr auto name_ends = make_name_ends();
bool ends_name(char c) { return name_ends[static_cast<unsigned char>(c)]; }

// The commonest names, of one and two letters, are none of these.
bool is_raw(std::string_view name) {
  return name.size() > 2 &&
         std::ranges::any_of(raw_elements, [&](std::string_view raw) { return raw[0] == name[0] && raw == name; });
}

bool equal_folded(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lowered(x) == lowered(y); });
}

}  // namespace

bool HtmlScanner::next(HtmlToken& token) {
  while (at_ < html_.size()) {
    if (html_[at_] == '<' && read_markup(token)) {
      if (!token.name.empty()) return true;
      continue;  // a comment or declaration
    }
    const auto from = html_[at_] == '<' ? at_ + 1 : at_;
    const auto mark = find_any<'<', '&'>(html_, from);
    const auto end = mark < html_.size() && html_[mark] == '&' ? std::min(html_.find('<', mark), html_.size()) : mark;
    token.kind = HtmlToken::Kind::text;
    token.name.clear();
    token.attributes = {};
    token.text = html_.substr(at_, end - at_);
    if (mark < end) token.text = decoded_ = decode_entities(token.text);
    at_ = end;
    return true;
  }
  return false;
}

// Reads what begins at the < under at_. False where it is only a less-than sign; an empty name for what is skipped.
bool HtmlScanner::read_markup(HtmlToken& token) {
  if (at_ + 1 >= html_.size() || !more_tags_) return false;
  const char first = html_[at_ + 1];
  token.name.clear();
  if (first == '!' || first == '?') return skip_declaration();
  const bool closing = first == '/';
  if (!closing && !is_letter(first)) return false;
  auto name_end = at_ + (closing ? 2 : 1);
  const auto name = name_end;
  while (name_end < html_.size() && !ends_name(html_[name_end])) ++name_end;
  token.name.assign(html_, name, name_end - name);
  for (char& c : token.name) c = lowered(c);
  const bool bare = name_end < html_.size() && html_[name_end] == '>';
  const auto end = bare ? name_end : tag_end(name_end);
  if (end == npos) return false;
  at_ = end + 1;
  token.kind = closing ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  token.attributes = html_.substr(name_end, end - name_end);
  token.text = {};
  if (!closing && !token.attributes.ends_with('/') && is_raw(token.name)) skip_raw(token.name);
  return true;
}

// A comment, or what else begins with <! or <?. False where it has no end.
bool HtmlScanner::skip_declaration() {
  const bool comment = html_.substr(at_).starts_with("<!--");
  const auto end = comment ? html_.find("-->", at_ + 2) : tag_end(at_ + 1);  // "<!-->" is a whole comment
  if (comment)
    at_ = end == npos ? html_.size() : end + 3;
  else if (end != npos)
    at_ = end + 1;
  return comment || end != npos;
}

// The place of the > that ends the tag; one inside quotes does not, unless the quotes never end.
std::size_t HtmlScanner::tag_end(std::size_t at) {
  for (auto end = at; trust_quotes_; ++end) {
    end = find_any<'"', '\'', '>'>(html_, end);
    if (end == html_.size()) break;
    if (html_[end] == '>') return end;
    if (end > 0 && html_[end - 1] != '=' && !is_blank(html_[end - 1])) continue;  // an apostrophe in a bare value
    end = html_.find(html_[end], end + 1);
    if (end == npos) trust_quotes_ = false;
  }
  const auto end = html_.find('>', at);
  more_tags_ = end != npos;
  return end;
}

void HtmlScanner::skip_raw(std::string_view name) {
  for (auto close = html_.find("</", at_); close != npos; close = html_.find("</", close + 2)) {
    const auto there = html_.substr(close + 2, name.size());
    if (there.size() == name.size() && equal_folded(there, name)) {
      at_ = close;
      return;
    }
  }
  at_ = html_.size();
}

std::string html_attribute(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  const auto skip_blank = [&] {
    while (at < attributes.size() && (is_blank(attributes[at]) || attributes[at] == '/')) ++at;
  };
  while (skip_blank(), at < attributes.size()) {
    const auto start = at++;
    while (at < attributes.size() && !ends_name(attributes[at])) ++at;
    const auto found = attributes.substr(start, at - start);
    std::string_view value;
    skip_blank();
    if (at < attributes.size() && attributes[at] == '=') {
      ++at;
      skip_blank();
      const char quote = at < attributes.size() ? attributes[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      const auto from = quoted ? at + 1 : at;
      const auto end = std::min(quoted ? attributes.find(quote, from) : attributes.find_first_of(" \t\r\n\f", from),
                                attributes.size());
      value = attributes.substr(from, end - from);
      at = quoted ? end + 1 : end;
    }
    if (equal_folded(found, name)) return decode_entities(value);
  }
  return {};
}

}  // namespace pith::text
