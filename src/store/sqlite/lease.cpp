#include "store/lease.h"

#include <algorithm>
#include <tuple>

#include "store/record.h"

namespace pith::store {

namespace {

// Rows are found by their number, in whose order they lie in the file. OR ROLLBACK: a statement that may change many
// rows and end on a constraint else copies every page before it is changed, only to be able to undo itself alone; here
// the transaction goes as a whole.
const std::string& lease_statement() {
  static const auto sql = fmt::format(
      "UPDATE OR ROLLBACK work SET state = 'leased', attempts = attempts + 1, owner = ?, lease_until = ? "
      "WHERE rowid IN (SELECT rowid FROM work WHERE state = 'due' AND step = ? AND due <= ? "
      "ORDER BY due, subject, version LIMIT ?) RETURNING {}",
      columns_of<Work>().list);
  return sql;
}

}  // namespace

Result<std::vector<Work>> lease_of_step(Tx& tx, const LeaseRequest& request, const std::string& step, int limit) {
  auto leased =
      query<Work>(tx, lease_statement(), {request.owner, request.lease_until.count(), step, request.now, limit});
  if (!leased) {
    tx.doom(leased.error());
    return leased;
  }
  std::ranges::sort(*leased, {},
                    [](const Work& work) { return std::tie(work.due, work.key.subject, work.key.version); });
  return leased;
}

}  // namespace pith::store
