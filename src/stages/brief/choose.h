// Chooses a reader's five of the day. Pure: what must be remembered comes in as values.
//
// Each candidate has terms, all 0..1: quality (its score / 5), whether its episode came within the last day, novelty
// against the archive, novelty against what the reader was sent, interest (what the reader is known to follow), variety
// against the picks already made. The sum, with weights, decides; picks are made one by one, since each changes the
// variety of the rest (maximal marginal relevance). The reason of a pick names the terms in which it stands out most
// among the candidates.
//
// Never picked: what is below the floor; what was sent, shares a cue with it, restates it or comes close to that, or
// has nearly its words; the same against the day's other picks. An episode gives one pick, more only where there are
// too few episodes. Fewer than five are said in the brief's note, never padded.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "base/time.h"
#include "domain/brief.h"
#include "domain/insight.h"
#include "domain/storyline.h"

namespace pith::brief {

// An insight that may enter (invariant 10): its episode was first seen within the last days, it stands, and was never
// sent to this reader.
struct Candidate {
  Insight insight;
  std::vector<Link> links;  // all its links, from either end (store::links_of); an insight without any is new
  double interest = 0;      // 0..1, how near it is to topics, shows and people the reader follows; 0 where unknown
};

struct Material {
  std::string reader_id;
  CivilDay day{};
  Time made{};                            // now; what came within the 24 hours before it is today's
  std::span<const Candidate> candidates;  // any order; the choice does not depend on it
  std::span<const Insight> sent;  // all that this reader was ever sent, replaced ones too: id, text, evidence, episode
};

// 0.3 is worth one and a half points of score. Measured over days dealt from gold/dev, with the built-in distiller's
// scores on episodes it was not trained on: nDCG@5 .614, the five best scores of each day alone .608. Without `today`
// the day's own episodes give .46, since what was left over from the days before takes their place.
struct Weights {
  double quality = 1;
  double today = 0.30;
  double novelty = 0.04;
  double unsent = 0.04;
  double interest = 0.10;
  double variety = 0.06;
};

struct Rules {
  std::size_t size = 5;
  double floor = 0.5;  // least score
  Weights weights;
};

// A brief without picks has a note that says why; it is not sent.
Brief choose(const Material& material, const Rules& rules = {});

}  // namespace pith::brief
