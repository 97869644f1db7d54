// Search as pages and `pith search` have it: words (BM25) and meaning (word vectors) of insights together, words of
// what was said; and help with misspelt words. docs/search.md says how it ranks and how well.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
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
  bool newest = false;      // the newest insights rather than the best; with `by` words, of the words as they are typed
  std::size_t insights = 12;
  // Insights with every word that are enough: then those with some of the words only are left out. 0: `insights`.
  std::size_t plenty = 0;
  std::size_t passages = 12;  // at most two of one episode; 0: insights only
  bool read_passages = true;  // else without their words: reading costs a transcript each
};

struct FoundInsight {
  store::InsightHit hit;
  bool by_words = false;
  bool by_meaning = false;
  std::vector<std::string> copies = {};  // insights on the same recording, published elsewhere: not found themselves
};

struct Found {
  std::vector<FoundInsight> insights;  // the newest where no word is asked for but something is narrowed
  std::vector<store::PassageHit> passages;
  std::string did_you_mean;     // what was typed, corrected, where that finds something; else empty
  bool corrected = false;       // what was typed is nowhere: these were found for did_you_mean
  bool has_every_word = false;  // one of these has all the words that were asked for
  bool nothing() const { return insights.empty() && passages.empty(); }
};

// Brings the archive in step with the store, where that has changed. Thread-safe; quick where it has not.
using CatchUp = std::function<Result<void>(const store::Session&)>;

// Thread-safe; a few milliseconds a query.
class Engine {
 public:
  Engine() = default;  // by words alone
  // All must outlive it; `archive` holds profiles by the same embedder, and is looked into after `catch_up`.
  Engine(const text::WordModel& model, const text::Embedder& embedder, const index::ProfileIndex& archive,
         CatchUp catch_up = {})
      : model_(&model), embedder_(&embedder), archive_(&archive), catch_up_(std::move(catch_up)) {}

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
  CatchUp catch_up_;
};

}  // namespace pith::search
