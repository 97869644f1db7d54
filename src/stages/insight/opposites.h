// Words that mean the opposite of another: "slower" of "faster", "dangerous" of "safe". English. Pure and thread-safe.
#pragma once

#include <string_view>

namespace pith::insight {

// The word that `lowered` is the opposite of, so that both have one key; empty where it is none. `before` is the word
// before it: "at risk" is the opposite of "safe".
std::string_view opposed_word(std::string_view lowered, std::string_view before);

}  // namespace pith::insight
