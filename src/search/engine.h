// Search as pages and `pith search` have it: words (BM25) and meaning (word vectors) of insights together, words of
// what was said; and help with misspelt words. docs/search.md says how it ranks and how well.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/profile_index.h"
#include "search/fuse.h"
#include "search/plan.h"
#include "search/query.h"
#include "store/search.h"
#include "text/embed.h"
#include "text/telling.h"
#include "text/word_model.h"

namespace pith::search {

enum class By { both, words, meaning };  // how insights are found

struct Request {
  std::string typed;
  store::Narrow narrow = {};
  bool typing = false;  // the last word may go on
  By by = By::both;
  bool every_word = false;  // those with some of the words only are left out
  std::size_t insights = 12;
  // Insights with every word that are enough: then those with some of the words only are left out. 0: `insights`.
  std::size_t plenty = 0;
  std::size_t passages = 12;  // at most two of one episode; 0: insights only
  // Which of the passages found have their words read: reading costs a transcript each. From here, so many.
  std::size_t read_from = 0;
  std::size_t read = std::numeric_limits<std::size_t>::max();
};

struct FoundInsight {
  store::InsightHit hit;
  bool by_words = false;
  bool by_meaning = false;
};

struct Found {
  std::vector<FoundInsight> insights;  // the newest where no word is asked for but something is narrowed
  std::vector<store::PassageHit> passages;
  std::string did_you_mean;  // what was typed, corrected, where that finds something; else empty
  bool corrected = false;    // what was typed is nowhere: these were found for did_you_mean
  bool nothing() const { return insights.empty() && passages.empty(); }
};

// Thread-safe; a few milliseconds a query.
class Engine {
 public:
  Engine() = default;  // by words alone
  // All must outlive it; `archive` holds profiles by the same embedder.
  Engine(const text::WordModel& model, const text::Embedder& embedder, const index::ProfileIndex& archive)
      : model_(&model), embedder_(&embedder), archive_(&archive) {}

  Result<Found> find(const store::Session& session, const Request& request) const;
  // Whether the words tell anything of a subject: not where everybody says all of them.
  bool tells(std::string_view words) const { return model_ == nullptr || text::telling(*model_, words) > 0; }

 private:
  Result<Found> look(const store::Session& session, const Query& query, const Request& request) const;
  Result<Ranking> by_meaning(const store::Session& session, const Query& query, const Request& request) const;
  Plan planned(const Query& query) const;

  const text::WordModel* model_ = nullptr;
  const text::Embedder* embedder_ = nullptr;
  const index::ProfileIndex* archive_ = nullptr;
};

}  // namespace pith::search
