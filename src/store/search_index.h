// Keeps the search index in step with insights and transcripts: called by what stores those, in their transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/transcript.h"
#include "store/store.h"

namespace pith::store {

// Indexes insights with the talk around them; replaces what was indexed under their ids. Of insights of one episode in
// a row the transcript is read once: it must be stored before them.
class InsightIndexer {
 public:
  explicit InsightIndexer(Tx& tx) : tx_(tx) {}
  void add(const Insight& insight);

 private:
  void read_transcript(const std::string& episode_id);

  Tx& tx_;
  std::string episode_id_;
  std::optional<Transcript> transcript_;
};
void unindex_insight(Tx& tx, std::string_view insight_id);
void index_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript);
// `transcript`: exactly what was indexed, for the index holds no text of its own to take out.
void unindex_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript);
// The episode may have another show or date than when it was indexed. Its insights follow at once; its transcript is
// work (index_work), for a feed may change the dates of hundreds at once: until then a search that is narrowed to a
// show or to days may miss it, and finds nothing that is not there.
void note_moved(Tx& tx, std::string_view episode_id);
void reindex_moved(Tx& tx, std::string_view episode_id);

// Builds the index anew where it is missing or was built by other rules than this build's, in batches; processes that
// do so at once build it together. `locked` where another builds it by other rules.
Result<void> ensure_search_index(Store& store);

}  // namespace pith::store
