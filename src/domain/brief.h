// A reader's day: at most five picks, each with its reason. Unique by (reader, day).
#pragma once

#include <string>
#include <vector>

#include "base/civil_day.h"
#include "base/time.h"

namespace pith {

struct Pick {
  std::string insight_id;
  std::string reason;  // a person's words, from the largest score terms
  double score = 0;
  bool operator==(const Pick&) const = default;
};

struct Brief {
  std::string id;  // "br_" of (reader, day)
  std::string reader_id;
  CivilDay day{};
  Time made{};
  std::vector<Pick> picks;  // best first
  std::string note;         // why there are fewer than five; empty where there are five
  bool operator==(const Brief&) const = default;
};

}  // namespace pith
