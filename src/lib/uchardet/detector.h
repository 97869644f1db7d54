// uchardet, wrapped: Mozilla's detector of encodings, which knows Thai, Vietnamese and Baltic text, as ICU's does not.
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace pith::uchardet {

// What the bytes look like ("TIS-620", "WINDOWS-1258"); empty where nothing fits.
std::string guess_charset(std::string_view bytes);

}  // namespace pith::uchardet
