// No insight without proof (invariant 4), whoever wrote it: its quotes are found in the transcript's own words, its
// numbers near them, its names in the episode; it says neither the opposite of its quotes nor that another said them;
// and it is no order, link or sales pitch. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/insight.h"
#include "domain/transcript.h"
#include "stages/insight/distiller.h"
#include "stages/insight/names.h"
#include "stages/insight/number_proof.h"
#include "stages/insight/quotes.h"

namespace pith::insight {

// An insight as somebody offers it, nothing of it proven.
struct Draft {
  std::string headline;
  std::string text;
  std::vector<std::string> topics;
  int importance = 0;  // 1..5; 0 where it was not said
  std::vector<OfferedQuote> quotes;
};

enum class FaultKind { quote, number, name, pitch, sense, speaker, form };
std::string_view name_of(FaultKind kind);  // "quote": what counts of drops are kept by

struct Fault {
  FaultKind kind = FaultKind::quote;
  std::string what;  // a sentence part, for whoever may mend it
};

struct Judgement {
  // That stand, in the transcript's own words and the order offered; then the cues that bear out a number which none of
  // those holds.
  std::vector<Quote> quotes;
  std::vector<Fault> faults;
  // A quote that was not said falls alone where others stand; any other fault fells the insight.
  bool stands() const;
};

class Proof {
 public:
  // `transcript` and `names` must outlive it.
  // `names`: also checked where they are written small; none: by their capitals alone.
  Proof(const Transcript& transcript, const EpisodeContext& context, const NameWords* names = nullptr);

  Judgement judge(const Draft& draft) const;

  // The single check of names; nothing where nothing is wrong.
  std::vector<Fault> name_faults(std::string_view text) const;

 private:
  struct Given {
    const Transcript& transcript;
    const EpisodeContext& context;
    const NameWords* names;
  };
  Proof(const Given& given, const std::vector<bool>& ads);
  // Too few words to prove a thing, and not all of its cue.
  bool says_little(const Quote& quote) const;
  void find_quotes(const Draft& draft, Judgement& judgement) const;
  void prove_sense(const Draft& draft, Judgement& judgement) const;
  void prove_relevance(const Draft& draft, Judgement& judgement) const;
  void prove_obedience(Judgement& judgement) const;
  void prove_speakers(const Draft& draft, Judgement& judgement) const;
  void prove_numbers(const Draft& draft, Judgement& judgement) const;
  void add_evidence(int cue, std::vector<Quote>& quotes) const;

  const Transcript& transcript_;
  QuoteFinder finder_;
  NumberProof numbers_;
  KnownNames names_;
  const NameWords* name_words_;
};

}  // namespace pith::insight
