// What may enter briefs, with all that choosing needs to know of it. Plain values; the pipeline makes them once for
// all readers of a round.
#pragma once

#include <string>
#include <vector>

#include "domain/insight.h"
#include "domain/profile.h"
#include "domain/storyline.h"

namespace pith::brief {

struct Participant {
  std::string key;  // domain/person.h
  std::string name;
  bool operator==(const Participant&) const = default;
};

// An insight that may enter (invariant 10): its episode was first seen within the last days, and it stands.
struct Offer {
  Insight insight;
  std::vector<Link> links;          // all its links to other episodes, from either end
  std::vector<Link> within;         // the same within its own episode
  Profile profile;                  // may be empty: nothing is then known to be near it
  std::vector<Participant> people;  // who takes part in its episode, the insight's speaker among them
  std::string show_title;
  bool at_home_only = false;  // of a private show: for the reader at home alone
};

}  // namespace pith::brief
