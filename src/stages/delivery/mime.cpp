#include "stages/delivery/mime.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::delivery {

namespace {

constexpr std::size_t longest_line = 76;
constexpr std::size_t bytes_a_word = 42;  // of an encoded word: 56 in base64, 68 with its frame

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

bool is_atom(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool is_dot_atom(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.contains("..")) return false;
  return std::ranges::all_of(text, [](char c) { return c == '.' || is_atom(c); });
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > 254) return false;
  const auto domain = text.substr(at + 1);
  const bool host = std::ranges::all_of(
      domain, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.'; });
  return is_dot_atom(text.substr(0, at)) && is_dot_atom(domain) && host;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto piece = bytes.substr(at, 3);
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < piece.size() ? static_cast<unsigned char>(piece[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= piece.size() ? digits[group >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

// RFC 2047 words, each of whole characters.
std::vector<std::string> encoded_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto piece = text::truncate_utf8(text, bytes_a_word);
    words.push_back(fmt::format("=?UTF-8?B?{}?=", base64(piece)));
    text.remove_prefix(std::max<std::size_t>(piece.size(), 1));
  }
  return words;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool needs_encoding(std::string_view text) {
  if (!text::is_ascii(text) || text.contains("=?")) return true;
  return std::ranges::any_of(plain_words(text), [](const auto& word) { return word.size() > longest_line / 2; });
}

std::string without_controls(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, is_control, ' ');
  return out;
}

std::string folded_field(std::string_view name, const std::vector<std::string>& words) {
  std::string out = fmt::format("{}:", name);
  std::size_t column = out.size();
  bool first = true;
  for (const auto& word : words) {
    if (!first && column + 1 + word.size() > longest_line) {
      out += "\r\n";
      column = 0;
    }
    out += ' ';
    out += word;
    column += 1 + word.size();
    first = false;
  }
  return out + "\r\n";
}

// A display name as RFC 5322 takes it: encoded, or quoted where it holds more than words.
std::vector<std::string> name_words(std::string_view name) {
  if (needs_encoding(name)) return encoded_words(name);
  if (std::ranges::all_of(name, [](char c) { return c == ' ' || is_atom(c); })) return plain_words(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return plain_words(quoted + "\"");
}

std::string escape(char c) { return fmt::format("={:02X}", static_cast<unsigned char>(c)); }

}  // namespace

Result<Mailbox> parse_mailbox(std::string_view text) {
  const auto refuse = [&] {
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" is not a mail address.", without_controls(text)));
  };
  if (std::ranges::any_of(text, is_control) || !text::is_valid_utf8(text)) return refuse();
  Mailbox mailbox;
  const auto open = text.rfind('<');
  if (open == std::string_view::npos) {
    mailbox.address = text::trim(text);
  } else {
    const auto rest = text::trim(text.substr(open + 1));
    if (!rest.ends_with('>')) return refuse();
    mailbox.address = text::trim(rest.substr(0, rest.size() - 1));
    auto name = text::trim(text.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    for (const char c : name) {
      if (c != '\\') mailbox.name += c;
    }
  }
  if (!is_address(mailbox.address)) return refuse();
  return mailbox;
}

std::string header_field(std::string_view name, std::string_view text) {
  const auto line = without_controls(text);
  return folded_field(name, needs_encoding(line) ? encoded_words(line) : plain_words(line));
}

std::string mailbox_field(std::string_view name, const Mailbox& mailbox) {
  if (mailbox.name.empty()) return raw_field(name, mailbox.address);
  auto words = name_words(mailbox.name);
  words.push_back(fmt::format("<{}>", mailbox.address));
  return folded_field(name, words);
}

std::string raw_field(std::string_view name, std::string_view value) {
  return fmt::format("{}: {}\r\n", name, without_controls(value));
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool at_line_end = at + 1 == text.size() || text[at + 1] == '\n';
    const bool blank_at_end = (c == ' ' || c == '\t') && at_line_end;
    const bool plain = (c >= ' ' && c <= '~' && c != '=' && !blank_at_end) || (c == '\t' && !blank_at_end);
    const std::size_t width = plain ? 1 : 3;
    if (column + width > longest_line - (at_line_end ? 0 : 1)) {
      out += "=\r\n";
      column = 0;
    }
    // A dot or "From " at the start of a line means something to servers and mailboxes.
    const bool risky = column == 0 && (c == '.' || c == 'F');
    if (plain && !risky)
      out += c;
    else
      out += escape(c);
    column += risky ? 3 : width;
  }
  return out;
}

bool is_id(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return is_dot_atom(text);
  return is_dot_atom(text.substr(0, at)) && is_dot_atom(text.substr(at + 1));
}

}  // namespace pith::delivery
