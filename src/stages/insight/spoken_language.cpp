#include "stages/insight/spoken_language.h"

#include <string>

#include <fmt/format.h>

#include "text/language.h"

namespace pith::insight {

namespace {

constexpr std::size_t sample_bytes = 20'000;
constexpr double sure = 0.5;

// Words from the middle of the talk: openings are often jingles and greetings in another language.
std::string sample_of(const Transcript& transcript) {
  std::string sample;
  for (auto at = transcript.cues.size() / 4; at < transcript.cues.size() && sample.size() < sample_bytes; ++at)
    sample += transcript.cues[at].text + " ";
  return sample;
}

}  // namespace

Result<void> require_english(const Transcript& transcript) {
  const auto guess = text::guess_language(sample_of(transcript));
  const auto declared = text::primary_language(transcript.language);
  const auto language = guess.confidence >= sure ? guess.code : declared;
  if (language.empty() || language == "en") return {};
  return fail(ErrorKind::unsupported,
              fmt::format("The transcript is in {}; the built-in distiller knows English alone.",
                          text::language_name(language)),
              fmt::format("guessed {} ({:.2f}), declared {}", guess.code, guess.confidence, transcript.language));
}

}  // namespace pith::insight
