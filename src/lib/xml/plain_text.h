// Characters, references and line ends of plain XML. Internal to lib/xml; plain.h is the way in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pith::xml {

// Whether there is nothing in it that XML 1.0 forbids. `text`: valid UTF-8.
bool has_only_characters(std::string_view text);

// What stands between <?xml and ?>: version 1.0, perhaps an encoding, perhaps standalone, in that order.
bool is_plain_declaration(std::string_view text);

// Appends what the reference at `at` stands for, one of a character or of XML's own five; the place behind it, npos for
// any other.
std::size_t append_reference(std::string_view text, std::size_t at, std::string& out);

// Appends a line feed for the carriage return at `at`; the place behind it and the line feed that belongs to it.
std::size_t append_line_end(std::string_view text, std::size_t at, std::string& out);

// An attribute's value as XML normalises it, in place of `out`. False where it is no value of plain XML.
bool decode_value(std::string_view value, std::string& out);

}  // namespace pith::xml
