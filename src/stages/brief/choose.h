// Chooses a reader's five of the day. Pure: what must be remembered comes in as values.
//
// An offer is worth its quality times freshness, novelty against the archive, novelty against what the reader was sent,
// and interest. Picks are made one by one; for each, offers lose what they have in common with the picks before
// (maximal marginal relevance: Carbonell and Goldstein, 1998). The reason of a pick names the terms in which it stands
// out most among the offers. One slot in ten of a reader with interests goes to the best of what they would not have
// got: always the same one for the same reader and day.
//
// Never picked: what is below the floor; what was sent, shares a cue with it, restates it or comes close to that, or
// has nearly its words; the same against the day's other picks. Fewer than five are said in the brief's note, never
// padded.
#pragma once

#include <span>
#include <string>

#include "base/civil_day.h"
#include "base/time.h"
#include "domain/brief.h"
#include "stages/brief/learnt.h"
#include "stages/brief/material.h"

namespace pith::brief {

struct ForWhom {
  std::string reader_id;
  CivilDay day{};
  Time made{};
  std::span<const std::string> sent;   // ids of all that this reader was ever sent
  const Leanings* leanings = nullptr;  // what they want more and less of; may be none
  bool at_home = false;                // private shows are for this reader, too
};

// A brief without picks has a note that says why; it is not sent.
Brief choose(const Material& material, const ForWhom& whom);

}  // namespace pith::brief
