#include "stages/feed/encoding.h"

#include "text/charset.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

// The value of encoding="..." in the XML declaration, as bytes of any ASCII-like encoding show it.
std::string_view declared_encoding(std::string_view bytes) {
  const auto from = bytes.substr(0, 512).find("<?xml");
  if (from == bytes.npos) return {};
  auto declaration = bytes.substr(from, 256);
  declaration = declaration.substr(0, declaration.find("?>"));
  const auto at = declaration.find("encoding");
  if (at == declaration.npos) return {};
  const auto quote = declaration.find_first_of("\"'", at);
  if (quote == declaration.npos) return {};
  const auto value = declaration.substr(quote + 1);
  return value.substr(0, value.find(declaration[quote]));
}

bool is_wide(std::string_view charset) {
  const auto digits = charset.find_first_of("0123456789");
  return digits != charset.npos &&
         (charset.substr(digits).starts_with("16") || charset.substr(digits).starts_with("32")) &&
         (charset.starts_with('u') || charset.starts_with('U'));
}

// UTF-16 and UTF-32 without a mark, told by where the zero bytes of "<?" or "<r" lie.
std::string_view wide_encoding(std::string_view bytes) {
  if (bytes.size() < 4) return {};
  const auto zero = [&](std::size_t n) { return bytes[n] == '\0'; };
  if (zero(0) && zero(1) && zero(2) && !zero(3)) return "UTF-32BE";
  if (!zero(0) && zero(1) && zero(2) && zero(3)) return "UTF-32LE";
  if (zero(0) && !zero(1)) return "UTF-16BE";
  if (!zero(0) && zero(1)) return "UTF-16LE";
  return {};
}

// Servers name these without looking; the document's own word, where there is one, counts more.
bool is_default(std::string_view charset) { return charset == "windows-1252" || charset == "utf-8"; }

std::string charset_of(std::string_view bytes, std::string_view http_charset) {
  auto named = text::charset_meant(http_charset);
  auto declared = text::charset_meant(declared_encoding(bytes));
  // A declaration that can be read as ASCII does not stand in a document of two or four bytes a character.
  if (declared.empty() || is_wide(declared)) return named;
  return named.empty() || is_default(named) ? declared : named;
}

}  // namespace

std::string_view as_utf8(std::string_view bytes, std::string_view http_charset, std::string& storage) {
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  const bool marked = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff") ||
                      bytes.starts_with(std::string_view("\0\0\xfe\xff", 4));
  const auto wide = wide_encoding(bytes);
  if (marked || !wide.empty()) {
    storage = text::decode(bytes, wide);
    return storage;
  }
  const auto charset = charset_of(bytes, http_charset);
  if (text::is_valid_utf8(bytes) && !text::shifts_by_escapes(charset)) return bytes;
  storage = text::decode(bytes, charset);
  return storage;
}

}  // namespace pith::feed
