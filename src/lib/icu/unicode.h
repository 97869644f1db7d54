// ICU, wrapped: what needs Unicode's own tables. All text is UTF-8; invalid bytes come out as U+FFFD. Thread-safe.
// For everyday text prefer text/utf8.h and text/sentences.h, which only come here for what is not ASCII.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pith::icu {

// Full case folding, for comparison only: "Straße" -> "strasse".
std::string fold_case(std::string_view text);
// Lower case by Unicode's own rules, of no language in particular.
std::string to_lower(std::string_view text);
// A letter and its accent as one character where there is one (NFC).
std::string compose(std::string_view text);
// A host name as DNS has it, by UTS 46: "bücher.example" -> "xn--bcher-kva.example"; none where it is no host name.
std::optional<std::string> ascii_host(std::string_view host);
// A language as English calls it: "he" -> "Hebrew"; the code itself where it is none that is known.
std::string language_name(const std::string& code);
// The byte offset just after each sentence, the last one included; `locale` as "en" or "ja".
std::vector<std::size_t> sentence_ends(std::string_view text, const std::string& locale);
// The bytes read as `charset` ("windows-1251"; WHATWG's and IANA's names); none where ICU does not know that name.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset);
struct CharsetGuess {
  std::string name;    // "UTF-16LE", "windows-1252"; empty where nothing fits
  int confidence = 0;  // of 100
};
// What the bytes look like.
CharsetGuess guess_charset(std::string_view bytes);

}  // namespace pith::icu
