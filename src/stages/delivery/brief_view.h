// A brief with everything its renderings show: mail, feeds, Markdown, terminal and page all take this one value.
// Addresses are absolute. Texts are plain UTF-8; each rendering escapes for itself.
#pragma once

#include <string>
#include <vector>

#include "base/civil_day.h"
#include "base/time.h"

namespace pith::delivery {

// Words that were said, verbatim.
struct QuoteView {
  std::string text;
  std::string speaker;     // empty where it is not known
  std::string position;    // "12:34"
  std::string moment_url;  // the transcript at that second
  std::string audio_url;   // the publisher's audio at that second; may be empty
};

struct PickView {
  int place = 1;  // from 1
  std::string insight_id;
  std::string headline;
  std::string text;
  std::string speaker;  // "unknown speaker" where it is not known
  std::vector<std::string> topics;
  std::string quote;              // the proof, verbatim
  std::vector<QuoteView> quotes;  // all the words it stands on, in the order in which they were said
  std::string position;           // "12:34": where the quote begins
  std::string show_id;
  std::string show_title;
  std::string episode_title;
  std::string insight_url;
  std::string episode_url;
  std::string show_url;
  std::string audio_url;  // with #t=; may be empty
  std::string taste_url;  // where to say "more" or "less like this"; may be empty
  std::string reason;     // why this pick, for this reader; may be empty
  Time published{};
};

struct BriefView {
  std::string brief_id;  // "br_...", stable: the id in feeds
  CivilDay day{};
  std::string zone = "UTC";  // the reader's
  Time made{};
  std::string site_url;         // "https://pith.example", no slash at the end
  std::string day_url;          // the day's page
  std::string note;             // why there are fewer than five; may be empty
  std::vector<PickView> picks;  // best first, at most five
};

// "Today's five", "Today's three", "Today's insight".
std::string title_of(const BriefView& brief);
// "The Deep Grid: Starting a city from cold": a headline of words that were said seldom names what it is about, the
// title does. The title alone where it begins with the show's.
std::string place_of(const PickView& pick);
// "Energy · Cities": the first two topics; empty where there are none.
std::string subject_of(const PickView& pick);
// "Ada Lovelace, The Deep Grid: Starting a city from cold, 12:34": who, where, when. Without the speaker where none is
// known.
std::string proof_line(const PickView& pick);

}  // namespace pith::delivery
