// Search over insights and over what was said, by words (BM25). Only talk is indexed: ads and chatter are never found
// (invariant 6), nor what was replaced, is hidden, or is private where others look. What a person typed is read in
// search/query.h.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/transcript.h"
#include "store/store.h"

namespace pith::store {

// A stretch of a text to be marked.
struct Mark {
  std::size_t begin = 0;  // bytes into the text
  std::size_t end = 0;
  bool operator==(const Mark&) const = default;
};

// One thing looked for.
struct Term {
  std::vector<std::string> forms;  // any of them does; each a word, or the words of a phrase. Never empty
  bool beginning = false;          // the last word of a form may go on
  bool operator==(const Term&) const = default;
};

enum class Join { all, any };

// What is looked for. Without `wanted` and `needed` nothing is found.
struct Words {
  std::vector<Term> wanted;   // all, or any, of these
  std::vector<Term> needed;   // and each of these
  std::vector<Term> telling;  // and one of these, where there are any; they count twice if wanted, too
  std::vector<Term> refused;  // and none of these
  Join join = Join::all;
  bool around = false;  // what is wanted and telling may stand in the talk around an insight, too
};

// Where is looked, and for whom.
struct Narrow {
  std::string show_id;                // empty: in every show
  std::vector<std::string> speakers;  // names as transcripts have them, one of whom speaks; empty: whoever
  std::optional<Time> since;          // of the episode's publication
  std::optional<Time> until;          // before this
  bool with_private = true;           // the owner alone looks
  bool narrows() const { return !show_id.empty() || !speakers.empty() || since || until; }
};

struct InsightHit {
  std::string insight_id;
  std::string episode_id;
  std::string show_id;
  std::string headline;
  std::string text;
  std::vector<Mark> marks;  // words of the query in `text`
};

struct PassageHit {
  std::string episode_id;
  std::string show_id;
  CueRange cues;
  double rank = 0;  // bm25: the lower the better
  // Filled by read_words:
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds end{0};
  std::string speaker;
  std::string text;
  std::vector<Mark> marks;
};

// What may not be shown to whoever looks: all of these shows, and some episodes of others.
struct Unseen {
  std::unordered_set<std::string> shows;
  std::unordered_set<std::string> episodes;
};
Result<Unseen> unseen(const Session& session, bool with_private);
Result<std::vector<std::string>> unseen_shows(const Session& session, bool with_private);

// Ids, best first. Of words that nearly all insights have the newest few thousand are ranked.
Result<std::vector<std::string>> insights_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                   int most);
// The same, newest first: of words that nearly all insights have, the newest of the newest few thousand.
Result<std::vector<std::string>> newest_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                 int most);
Result<std::vector<std::string>> newest_insights(const Session& session, const Narrow& narrow, int most);
// All that have the words, shown or not: to sift what was found otherwise.
Result<std::unordered_set<std::string>> insights_having(const Session& session, const Words& words);
// In the order of `ids`; what may not be shown under `narrow` is left out.
Result<std::vector<InsightHit>> insight_hits(const Session& session, std::span<const std::string> ids,
                                             const Narrow& narrow);

// Best first, without their words: choose first, reading costs a transcript each.
Result<std::vector<PassageHit>> passages_by_words(const Session& session, const Words& words, const Narrow& narrow,
                                                  int most);
Result<void> read_words(const Session& session, std::span<PassageHit> hits);

// Who speaks under this name, whole ("Ada Lovelace, PhD") or one word of it ("Ada"), in what may be shown: names as
// transcripts have them.
Result<std::vector<std::string>> speakers_called(const Session& session, std::string_view name, bool with_private);

}  // namespace pith::store
