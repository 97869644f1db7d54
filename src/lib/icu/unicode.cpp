#include "lib/icu/unicode.h"

#include <algorithm>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/idna.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

namespace pith::icu {

namespace {

::icu::StringPiece piece_of(std::string_view text) { return {text.data(), static_cast<int32_t>(text.size())}; }

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

std::string fold_case(std::string_view text) {
  std::string folded;
  ::icu::StringByteSink<std::string> sink(&folded, static_cast<int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  ::icu::CaseMap::utf8Fold(0, piece_of(text), sink, nullptr, status);
  return U_SUCCESS(status) ? folded : std::string(text);
}

std::string to_lower(std::string_view text) {
  std::string lowered;
  ::icu::StringByteSink<std::string> sink(&lowered, static_cast<int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  ::icu::CaseMap::utf8ToLower("", 0, piece_of(text), sink, nullptr, status);
  return U_SUCCESS(status) ? lowered : std::string(text);
}

std::string compose(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* rules = ::icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  std::string composed;
  ::icu::StringByteSink<std::string> sink(&composed, static_cast<int32_t>(text.size()));
  rules->normalizeUTF8(0, piece_of(text), sink, nullptr, status);
  return U_SUCCESS(status) ? composed : std::string(text);
}

std::string language_name(const std::string& code) {
  if (code.empty()) return code;
  ::icu::UnicodeString shown;
  ::icu::Locale(code.c_str()).getDisplayLanguage(::icu::Locale::getEnglish(), shown);
  std::string name;
  return shown.toUTF8String(name);
}

std::optional<std::string> ascii_host(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<::icu::IDNA> rules(::icu::IDNA::createUTS46Instance(
      UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  if (U_FAILURE(status)) return std::nullopt;
  std::string ascii;
  ::icu::StringByteSink<std::string> sink(&ascii, static_cast<int32_t>(host.size()));
  ::icu::IDNAInfo info;
  rules->nameToASCII_UTF8(piece_of(host), sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  return ascii;
}

std::vector<std::size_t> sentence_ends(std::string_view text, const std::string& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<::icu::BreakIterator> breaks(
      ::icu::BreakIterator::createSentenceInstance(::icu::Locale(locale.c_str()), status));
  const std::unique_ptr<UText, CloseText> view(
      utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
  if (U_FAILURE(status)) return {text.size()};
  breaks->setText(view.get(), status);
  std::vector<std::size_t> ends;
  breaks->first();
  for (auto at = breaks->next(); at != ::icu::BreakIterator::DONE; at = breaks->next())
    ends.push_back(static_cast<std::size_t>(at));
  return ends;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status) || charset.empty()) return std::nullopt;
  ::icu::UnicodeString decoded(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  // Where a double-byte set has no character for one byte, ICU leaves a control character.
  decoded.findAndReplace(::icu::UnicodeString(u'\x1A'), ::icu::UnicodeString(u'\uFFFD'));
  std::string converted;
  decoded.toUTF8String(converted);
  return converted;
}

CharsetGuess guess_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  const int confidence = ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status)) return {};
  return {name, confidence};
}

}  // namespace pith::icu
