// What a reader wants more and less of, learnt from the interests they named and what they said of single insights.
// Pure. A page lists learnt_from() and lets each be undone: an interest by removing it, the rest by taking back the
// verdicts it names.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/insight.h"
#include "domain/profile.h"
#include "domain/taste.h"
#include "stages/brief/offer.h"

namespace pith::brief {

// An interest a reader named; `profile` is that of its words, needed for InterestKind::words alone.
struct Wish {
  Interest interest;
  Profile profile;
  double telling = 1;  // of its words: text/telling.h
};

// A verdict with what it was given on.
struct Judged {
  Verdict verdict;
  Insight insight;
  Profile profile;
  std::string show_title;
};

enum class LearntKind { topic, show, person, words, insight };

// One thing learnt. Weights of what was named stay; what verdicts add fades to half in sixty days.
struct Learnt {
  LearntKind kind = LearntKind::topic;
  std::string value;   // a topic's slug, a show's id, person_of(a name); words as typed; the id of an insight judged
  std::string name;    // for people; equal to `value` where no better is known here
  double weight = 0;   // -1 (none of it) .. 1 (all of it)
  bool named = false;  // by the reader, as an interest
  std::vector<std::string> liked;     // ids of the insights whose verdicts moved it up, newest first
  std::vector<std::string> disliked;  // and down
  bool operator==(const Learnt&) const = default;
};

// Whom a name, or its key, means: a person's key in any case, by Unicode's rules.
std::string person_of(std::string_view name);

// Only so many of the newest verdicts count.
inline constexpr std::size_t most_verdicts = 200;

// Strongest first, whichever way.
std::vector<Learnt> learnt_from(std::span<const Wish> wishes, std::span<const Judged> judged, Time now);

// Where a thing learnt comes from, for a list of them: "Named by you; more like this, twice." Never empty.
std::string source_of(const Learnt& learnt);

// The same as choosing takes it: with the profiles of words and of insights judged, by Learnt::value.
struct Leanings {
  std::vector<Learnt> learnt;
  std::map<std::string, Profile, std::less<>> words;
  std::map<std::string, Profile, std::less<>> insights;
  bool empty() const { return learnt.empty(); }
};
Leanings leanings_of(std::span<const Wish> wishes, std::span<const Judged> judged, Time now);

}  // namespace pith::brief
