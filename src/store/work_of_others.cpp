#include "store/work_of_others.h"

#include <set>

#include "store/record.h"

namespace pith::store {

Result<std::vector<std::string>> others_at_work(const Session& session, std::string_view owner,
                                                const std::vector<std::string>& steps) {
  std::set<std::string> others;
  for (const auto& step : steps) {
    auto found = select_texts(
        session, "SELECT DISTINCT owner FROM work WHERE state = 'leased' AND step = ? AND owner <> ?", {step, owner});
    if (!found) return found;
    others.insert(found->begin(), found->end());
  }
  return std::vector<std::string>(others.begin(), others.end());
}

Result<bool> is_pending(const Session& session, std::string_view step, std::string_view subject) {
  const auto found = select_number(
      session, "SELECT EXISTS (SELECT 1 FROM work WHERE step = ? AND subject = ? AND state IN ('due', 'leased'))",
      {step, subject});
  if (!found) return std::unexpected(found.error());
  return *found != 0;
}

}  // namespace pith::store
