#include "stages/insight/talk.h"

#include "stages/insight/ngram_hash.h"
#include "text/words.h"

namespace pith::insight {

namespace {

void read_words(std::string_view text, const Background& background, std::vector<TalkWord>& words) {
  const auto lowered = text::lower(text);
  std::size_t at = 0;
  for (auto word = text::next_word(lowered, at); !word.empty(); word = text::next_word(lowered, at)) {
    const auto hash = hash_of(word);
    words.push_back({hash, background.of(hash)});
  }
}

}  // namespace

Talk read_talk(const Transcript& transcript, const Background& background) {
  Talk talk;
  talk.transcript = &transcript;
  talk.cues.reserve(transcript.cues.size());
  talk.words.reserve(transcript.cues.size() * 16);
  for (std::size_t index = 0; index < transcript.cues.size(); ++index) {
    const auto& cue = transcript.cues[index];
    if (index == 0 || cue.speaker != transcript.cues[index - 1].speaker) talk.turns.push_back({index, 0, 0});
    const auto first = talk.words.size();
    read_words(cue.text, background, talk.words);
    const auto count = talk.words.size() - first;
    talk.cues.push_back({first, count, talk.turns.size() - 1, cue.text.ends_with('?')});
    ++talk.turns.back().cues;
    talk.turns.back().words += count;
  }
  return talk;
}

}  // namespace pith::insight
