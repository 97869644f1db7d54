// folders: stages/insight
// The file of what is known of words: an error, or facts whose vectors are there.
#include "stages/insight/background.h"
#include "stages/insight/dense.h"
#include "support/small_talk.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto background = pith::insight::Background::parse(bytes);
  if (!background) return 0;
  static const auto transcript = pith::fuzz::small_talk();
  const auto talk = pith::insight::read_talk(transcript, **background);
  for (const auto& word : talk.words)
    if (word.facts.vector >= 0) static_cast<void>((*background)->vector(word.facts.vector).front());
  static_cast<void>(pith::insight::meaning_features(talk, **background));
  return 0;
}
