// Plain text from HTML that nobody has checked. Pure and thread-safe; time linear in the bytes.
#pragma once

#include <string>
#include <string_view>

namespace pith::text {

// Entities decoded, scripts, styles and comments gone, no tag left; a line break where a line or item ends, an empty
// line where a paragraph does; other white space folded. The result is text, not markup: escape it when it goes into a
// page. Invalid UTF-8 is repaired. Text without any markup comes back as it is but for white space and entities.
std::string html_to_text(std::string_view html);

// The same of what is known to be valid UTF-8, ASCII say.
std::string valid_html_to_text(std::string_view html);

}  // namespace pith::text
