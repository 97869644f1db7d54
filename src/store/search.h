// Search over insights and over what was said. Only talk is indexed: ads and chatter are never found (invariant 6).
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

struct Mark {
  std::size_t begin = 0;  // bytes into the text
  std::size_t end = 0;
  bool operator==(const Mark&) const = default;
};

struct InsightHit {
  std::string insight_id;
  std::string episode_id;
  std::string show_id;
  std::string headline;
  std::string text;
  std::vector<Mark> marks;  // words of the query in `text`
  double rank = 0;          // bm25: the lower the better
};

struct PassageHit {
  std::string episode_id;
  std::string show_id;
  CueRange cues;
  std::chrono::milliseconds start{0};
  std::string speaker;
  std::string text;  // of those cues
  std::vector<Mark> marks;
  double rank = 0;
};

// Words are all looked for; where nothing has all of them, any. "..." is a phrase, a word that ends in * a beginning.
// Nothing a person can type is an error; a query without a word finds nothing.
Result<std::vector<InsightHit>> search_insights(const Session& session, std::string_view query, Page page);
Result<std::vector<PassageHit>> search_passages(const Session& session, std::string_view query, Page page);

}  // namespace pith::store
