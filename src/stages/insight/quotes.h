// Where in a transcript the words of a quote stand. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/insight.h"
#include "domain/transcript.h"
#include "stages/insight/heard_words.h"

namespace pith::insight {

// As given by whoever offers it: perhaps not said at all.
struct OfferedQuote {
  int cue = -1;
  std::string text;
};

class QuoteFinder {
 public:
  // `transcript` must outlive it.
  explicit QuoteFinder(const Transcript& transcript) : transcript_(transcript), heard_(transcript) {}

  // The quote in the transcript's own words: the same words from the named cue on, else anywhere (five words or more),
  // else the nearest span around the named cue with an edit similarity of at least .9, the same numbers and as many
  // negations. Never over two speakers, never in ads or chatter. The head of the named cue's line, copied from the
  // prompt, is no part of it (line_head.h). A "not" that stands before what is quoted, in the same clause, comes with
  // it. None where the words were not said so.
  std::optional<Quote> find(const OfferedQuote& given) const;

 private:
  struct Span {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  std::optional<Span> exact(const std::vector<Chunk>& words, int cue) const;
  std::optional<Span> near(const std::vector<Chunk>& words, int cue) const;
  std::optional<Quote> whole_cue(const OfferedQuote& offered) const;
  bool stands_at(std::size_t first, const std::vector<Chunk>& words) const;
  Span with_negation(Span span) const;
  Quote quote_of(Span span) const;

  const Transcript& transcript_;
  HeardWords heard_;
};

}  // namespace pith::insight
