// Takes the values of an archive one after the other into a home, adding what it lacks (store/archive.h). For
// archive_import.cpp alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/imported.h"
#include "store/record.h"
#include "store/search_index.h"

namespace pith::store {

class Importer {
 public:
  // `merges`: into a home that has something of its own.
  Importer(Tx& tx, bool merges) : tx_(tx), indexer_(tx), merges_(merges) {}

  Result<void> take(Show show);
  Result<void> take(Feed feed);
  Result<void> take(Reader reader);
  Result<void> take(Episode episode);
  Result<void> take(std::string episode_id, const Transcript& transcript);
  Result<void> take(Insight insight);
  Result<void> take(const Link& link);
  Result<void> take(Interest interest);
  Result<void> take(Verdict verdict);
  Result<void> take(Brief brief);
  Result<void> take(Delivery delivery);
  Result<void> take(Hook hook);
  Result<void> take(Answer answer);
  Result<void> take(Distillation made);
  Result<void> take(Work work);
  // The archive is at its end.
  Result<void> end(std::string_view relate_version);
  const Imported& imported() const { return imported_; }

 private:
  template <class T>
  Result<bool> has(std::string_view where, std::vector<sql::Value> values) {
    const auto found = select_one<T>(tx_, where, std::move(values));
    if (!found) return std::unexpected(found.error());
    return found->has_value();
  }
  template <class T>
  Result<bool> has(std::string_view id) {
    return has<T>("WHERE id = ?", {id});
  }
  using Ids = std::map<std::string, std::string, std::less<>>;  // of the archive: what is the same here
  static std::string id_here(const Ids& ids, const std::string& id) {
    const auto known = ids.find(id);
    return known == ids.end() ? id : known->second;
  }
  // A reader of the archive is one here that has the same address.
  std::string reader_here(const std::string& id) const { return id_here(readers_, id); }
  std::string episode_here(const std::string& id) const { return id_here(episodes_, id); }
  Result<std::optional<Feed>> same_feed(const Feed& feed, const Show& show);
  Result<void> join_shows(const Show& archived, const std::string& id);
  Result<std::optional<Episode>> same_episode(const Episode& episode, bool joined);
  Result<void> replace_noted(const Show& here, Show archived);
  Result<int> progress_here(const Episode& episode);
  Result<void> further(const Episode& here, const Episode& archived);
  Result<void> add(const Insight& insight);
  Result<void> add_replaced(Insight insight);
  Result<bool> is_wanted(const Work& work);

  Tx& tx_;
  InsightIndexer indexer_;
  bool merges_;
  Imported imported_;
  Ids readers_;
  Ids feeds_;
  Ids shows_;                     // that follow a feed which another show follows here
  Ids episodes_;                  // of these
  std::set<std::string> added_;   // shows that came in
  std::set<std::string> taken_;   // episodes that came in
  std::set<std::string> briefs_;  // the same of briefs
  std::set<std::string> deliveries_;
  // Episodes that had the insights of notes here, with those that take their place.
  std::map<std::string, std::vector<Insight>> distilled_;
  std::vector<std::string> replaced_;
};

}  // namespace pith::store
