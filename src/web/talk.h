// A transcript as turns of talk, ready to be shown: who speaks, in paragraphs, with the words that insights stand on
// marked. Pure.
#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/insight.h"
#include "domain/transcript.h"
#include "lib/templates/templates.h"
#include "store/search.h"

namespace pith::web {

// Cues of one speaker. An advertisement is a turn of its own, whoever speaks in it.
struct Turn {
  CueRange cues;
  int speaker = -1;  // of its first cue
  bool ad = false;
};
std::vector<Turn> turns_of(const Transcript& transcript);

// The marked bytes of a cue.
struct Cited {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool key = true;  // of an insight's key quote; else of what it stands on besides
  bool operator==(const Cited&) const = default;
};
using Marks = std::map<int, Cited>;  // of each cue that has any
// Finds the quote's words in its cues, in any case and over cue ends; where they are not found, the cues whole.
void mark_quote(const Transcript& transcript, const Quote& quote, Marks& marks, bool key = true);
// All that an insight stands on; the first quote is the key one, and wins where both want a cue.
void mark_evidence(const Transcript& transcript, const Insight& insight, Marks& marks);

// What an insight's page shows: the turns of the quote and `around` turns of talk before and after, each cut to what is
// near the quote. Advertisements are left out.
std::vector<Turn> turns_around(const Transcript& transcript, CueRange quote, int around = 3);

// As much of a talk as is sent at once, from this cue on: under 50 kB of page. Ends with a turn where that costs
// little.
CueRange stretch_from(const Transcript& transcript, std::span<const Turn> turns, int first);
// The turns in it, the outer ones cut.
std::vector<Turn> turns_within(std::span<const Turn> turns, CueRange cues);

// Runs of cues that read as one paragraph; `starts` are cues that must begin one, ascending.
std::vector<CueRange> paragraphs_of(const Transcript& transcript, CueRange cues, std::span<const int> starts);

// Adds one paragraph's SAY sections: a cue each, with its time, as an ANCHOR ("t=754": each second at which a cue
// begins can be linked to) or as a TIME where the second is taken, and PIECEs of PLAIN, MARKED (the key quote), ALSO
// (marked lightly) or QUIET text.
void fill_said(templates::Values& paragraph, const Transcript& transcript, CueRange cues, const Marks& marks);

// What is around the first mark of a long text, cut at words, with the marks moved along.
struct Snippet {
  std::string text;
  std::vector<store::Mark> marks;
};
Snippet snippet_of(std::string_view text, std::span<const store::Mark> marks, std::size_t bytes);

// A text with marked stretches as PIECE sections.
void fill_marked(templates::Values& values, std::string_view text, std::span<const store::Mark> marks);

}  // namespace pith::web
