// A transcript's words as terms (topic_terms.h), read once for topics and names. Ads are left out. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/transcript.h"

namespace pith::insight {

class EpisodeTerms {
 public:
  explicit EpisodeTerms(const Transcript& transcript);

  std::span<const std::uint64_t> all() const { return terms_; }
  std::size_t cues() const { return ends_.size(); }
  std::span<const std::uint64_t> of(std::size_t cue) const;  // none for an ad
  // Where the terms of a cue begin in all().
  std::size_t begin_of(std::size_t cue) const { return cue == 0 ? 0 : ends_[cue - 1]; }

 private:
  std::vector<std::uint64_t> terms_;
  std::vector<std::size_t> ends_;
};

// Where an insight stands in its talk.
struct Standing {
  std::vector<CueRange> evidence;
  std::size_t key = 0;  // cue
};

// The cues from the first to behind the last of its evidence, within `cues`; empty where there are none.
struct CueExtent {
  std::size_t begin = 0;
  std::size_t end = 0;
};
CueExtent extent_of(const Standing& standing, std::size_t cues);
bool holds_cue(std::span<const CueRange> ranges, std::size_t cue);

}  // namespace pith::insight
