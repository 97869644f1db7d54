// What a reader wants more of and less of: interests they named, and what they said of single insights. What follows
// from both for the day's choice is stages/brief's affair.
#pragma once

#include <string>

#include "base/time.h"

namespace pith {

enum class InterestKind { topic, show, person, words };

struct Interest {
  std::string reader_id;
  InterestKind kind = InterestKind::topic;
  std::string value;  // a topic's slug, a show's id; a person's name and words as the reader typed them
  Time since{};
  bool operator==(const Interest&) const = default;
};

enum class Taste { more, less };

// "More like this", "less like this": the last word a reader said of an insight.
struct Verdict {
  std::string reader_id;
  std::string insight_id;
  Taste taste = Taste::more;
  Time given{};
  bool operator==(const Verdict&) const = default;
};

}  // namespace pith
