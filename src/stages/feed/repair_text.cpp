#include "stages/feed/repair_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "text/html_entities.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_reference = 40;

// What XML 1.0 does not allow, of ASCII; and U+FFFE, U+FFFF, whose last bytes are told apart by the caller.
constexpr std::array<bool, 256> make_forbidden() {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table.at(byte) = byte != '\t' && byte != '\n' && byte != '\r';
  table.at(0xEF) = true;  // begins U+F000 to U+FFFF: looked at closely
  return table;
}
constexpr auto forbidden = make_forbidden();

struct Predefined {
  std::string_view name, written;
};
constexpr std::array<Predefined, 5> predefined = {
    {{"amp", "&#38;"}, {"lt", "&#60;"}, {"gt", "&#62;"}, {"quot", "&#34;"}, {"apos", "&#39;"}}};

// The place of the first byte from `at` on that may be forbidden.
std::size_t next_odd(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const auto block = sixteen_at(text.data() + at);
    const auto odd = (block < 0x20) & (block != '\t') & (block != '\n') & (block != '\r');
    if (const auto place = first_held(odd | (block == 0xEF)); place < 16) return at + place;
  }
  while (at < text.size() && !forbidden[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

bool is_non_character(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

bool is_xml_character(char32_t value) {
  return value == '\t' || value == '\n' || value == '\r' ||
         (value >= 0x20 && value != 0xFFFE && value != 0xFFFF && value <= 0x10FFFF);
}

}  // namespace

// Appends text that holds no markup, without what XML forbids.
void TextWriter::plain(std::string_view text) {
  std::size_t done = 0;
  for (auto at = next_odd(text, 0); at < text.size(); at = next_odd(text, at + 1)) {
    const bool wide = text[at] == '\xEF';
    if (wide && !is_non_character(text.substr(at))) continue;
    out_.append(text.substr(done, at - done));
    control_characters_ = true;
    at += wide ? 2 : 0;
    done = at + 1;
  }
  out_.append(text.substr(std::min(done, text.size())));
}

void TextWriter::text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto mark = find_any<'&', ']'>(text, at);
    plain(text.substr(at, mark - at));
    at = mark;
    if (at == text.size()) return;
    if (text[at] == '&') {
      at += reference(text.substr(at));
    } else {
      out_ += text.substr(at).starts_with("]]>") ? "&#93;" : "]";
      ++at;
    }
  }
}

// As text: a CDATA section may hold ]]> only split, and libxml2 tells both alike.
void TextWriter::cdata(std::string_view text) {
  out_ += "<![CDATA[";
  plain(text);
  out_ += "]]>";
}

void TextWriter::attribute(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const auto mark = find_any<'&', '<', '"'>(value, at);
    plain(value.substr(at, mark - at));
    at = mark;
    if (at == value.size()) return;
    if (value[at] == '&') {
      at += reference(value.substr(at));
    } else {
      out_ += value[at] == '<' ? "&#60;" : "&#34;";
      ++at;
    }
  }
}

bool TextWriter::declared(std::string_view name) {
  if (entities_ == nullptr) return false;
  const auto found = std::ranges::find(*entities_, name, &Entities::value_type::first);
  if (found == entities_->end()) return false;
  plain(found->second);
  return true;
}

std::size_t TextWriter::reference(std::string_view text) {
  const auto end = text.substr(0, longest_reference).find(';');
  const auto name = end == npos ? std::string_view{} : text.substr(1, end - 1);
  if (const auto* known = std::ranges::find(predefined, name, &Predefined::name); known != predefined.end()) {
    out_ += known->written;
    return end + 1;
  }
  const auto decoded = name.empty() ? std::string{} : text::decode_entities(text.substr(0, end + 1));
  const bool known = !decoded.empty() && decoded != text.substr(0, end + 1) &&
                     text::code_point_at(decoded, 0).length == decoded.size();
  if (known) {
    const auto value = text::code_point_at(decoded, 0).value;
    if (is_xml_character(value)) fmt::format_to(std::back_inserter(out_), "&#{};", static_cast<std::uint32_t>(value));
    named_references_ = named_references_ || name.front() != '#';
    return end + 1;
  }
  if (!name.empty() && declared(name)) return end + 1;
  stray_ampersands_ = true;
  out_ += "&#38;";
  return 1;
}

}  // namespace pith::feed
