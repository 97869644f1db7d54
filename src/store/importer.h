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

namespace pith::store {

class Importer {
 public:
  // `merges`: into a home that has something of its own.
  Importer(Tx& tx, bool merges) : tx_(tx), merges_(merges) {}

  Result<void> take(Show show);
  Result<void> take(const Feed& feed);
  Result<void> take(Reader reader);
  Result<void> take(Episode episode);
  Result<void> take(const std::string& episode_id, const Transcript& transcript);
  Result<void> take(Insight insight);
  Result<void> take(const Link& link);
  Result<void> take(Interest interest);
  Result<void> take(Verdict verdict);
  Result<void> take(Brief brief);
  Result<void> take(Delivery delivery);
  Result<void> take(Hook hook);
  Result<void> take(const Answer& answer);
  Result<void> take(const Distillation& made);
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
  // A reader of the archive is one here that has the same address.
  std::string reader_here(const std::string& id) const {
    const auto known = readers_.find(id);
    return known == readers_.end() ? id : known->second;
  }
  Result<void> replace_noted(const Show& here, Show archived);
  Result<int> progress_here(const Episode& episode);
  Result<void> further(const Episode& here, const Episode& archived);
  Result<void> add(const Insight& insight);
  Result<void> add_replaced(Insight insight);
  Result<bool> is_wanted(const Work& work);

  Tx& tx_;
  bool merges_;
  Imported imported_;
  std::map<std::string, std::string> readers_;  // of the archive: who they are here
  std::map<std::string, std::string> feeds_;    // the same of feeds
  std::set<std::string> taken_;                 // episodes that came in
  std::set<std::string> briefs_;                // the same of briefs
  std::set<std::string> deliveries_;
  // Episodes that had the insights of notes here, with those that take their place.
  std::map<std::string, std::vector<Insight>> distilled_;
  std::vector<std::string> replaced_;
};

}  // namespace pith::store
