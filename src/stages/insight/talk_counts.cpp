#include "stages/insight/talk_counts.h"

#include <algorithm>

namespace pith::insight {

namespace {

std::size_t speaker_place(const Transcript& transcript, std::size_t cue) {
  return static_cast<std::size_t>(long{transcript.cues[cue].speaker} + 1);
}

}  // namespace

TalkCounts::TalkCounts(const Talk& talk)
    : talk_(&talk), words_(talk.words.size()), speakers_(talk.transcript->speakers.size() + 1), counts_(words_) {
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    auto& share = speakers_[speaker_place(*talk.transcript, cue)];
    share.words += talk.cues[cue].words;
    ++share.cues;
    share.questions += talk.cues[cue].question ? 1 : 0;
    for (const auto& word : talk.words_of(cue)) {
      if (!has_substance(word)) continue;
      auto& entry = counts_.at(word.hash);
      if (entry.count++ == 0) entry.first_cue = cue;
    }
  }
}

const SpeakerShare& TalkCounts::speaker_of(std::size_t cue) const {
  return speakers_[speaker_place(*talk_->transcript, cue)];
}

std::size_t TalkCounts::speakers() const {
  return static_cast<std::size_t>(std::ranges::count_if(speakers_, [](const auto& share) { return share.cues > 0; }));
}

std::size_t TalkCounts::count(std::uint64_t word) const {
  const auto* entry = counts_.find(word);
  return entry == nullptr ? 0 : entry->count;
}

std::size_t TalkCounts::first_cue(std::uint64_t word) const {
  const auto* entry = counts_.find(word);
  return entry == nullptr ? 0 : entry->first_cue;
}

}  // namespace pith::insight
