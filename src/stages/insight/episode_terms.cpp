#include "stages/insight/episode_terms.h"

#include <algorithm>

#include "stages/insight/topic_terms.h"

namespace pith::insight {

EpisodeTerms::EpisodeTerms(const Transcript& transcript) {
  terms_.reserve(transcript.cues.size() * 14);
  ends_.reserve(transcript.cues.size());
  for (const auto& cue : transcript.cues) {
    if (cue.kind != CueKind::ad) append_terms(cue.text, terms_);
    ends_.push_back(terms_.size());
  }
}

std::span<const std::uint64_t> EpisodeTerms::of(std::size_t cue) const {
  return std::span(terms_).subspan(begin_of(cue), ends_[cue] - begin_of(cue));
}

CueExtent extent_of(const Standing& standing, std::size_t cues) {
  if (standing.evidence.empty()) return {};
  const auto first = std::ranges::min(standing.evidence, {}, &CueRange::first).first;
  const auto last = std::ranges::max(standing.evidence, {}, &CueRange::last).last;
  const auto begin = std::min(static_cast<std::size_t>(std::max(first, 0)), cues);
  const auto end = std::min(static_cast<std::size_t>(std::max(last + 1, 0)), cues);
  return {begin, std::max(begin, end)};
}

bool holds_cue(std::span<const CueRange> ranges, std::size_t cue) {
  const auto at = static_cast<int>(cue);
  return std::ranges::any_of(ranges, [at](const CueRange& range) { return range.first <= at && at <= range.last; });
}

}  // namespace pith::insight
