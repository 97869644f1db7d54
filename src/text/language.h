// Which language a text is in, by its script and its most frequent small words. Pure and thread-safe. Meant for
// paragraphs and more: below about 20 words it answers with low confidence.
#pragma once

#include <string>
#include <string_view>

namespace pith::text {

struct LanguageGuess {
  std::string code;  // "en", "de", ...; for a script of several languages the most common; empty where nothing fits
  double confidence = 0;  // 0..1; above .5 it may be relied on
};

// Looks at the first 20,000 bytes. Knows English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish,
// Norwegian, Finnish, Polish, Czech, Turkish, Indonesian; by script Russian, Greek, Arabic, Hebrew, Hindi, Thai,
// Japanese, Korean, Chinese.
LanguageGuess guess_language(std::string_view text);

// "en-US", "EN", "eng" and "English" -> "en": the language alone, lower case; empty where there is none.
std::string primary_language(std::string_view tag);

// "he" -> "Hebrew"; the code itself where it is none that is known.
std::string language_name(const std::string& code);

}  // namespace pith::text
