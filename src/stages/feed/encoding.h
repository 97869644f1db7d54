// A feed's bytes as UTF-8: byte order mark, then the declared encoding, then HTTP's charset, then a guess.
#pragma once

#include <string>
#include <string_view>

namespace pith::feed {

// The document as valid UTF-8 without byte order mark: `bytes` themselves where they are that, else `storage`, which
// the text is written to.
std::string_view as_utf8(std::string_view bytes, std::string_view http_charset, std::string& storage);

}  // namespace pith::feed
