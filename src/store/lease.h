// Due work of one step taken from the table. For work.cpp alone; a database's own way, since choosing among a million
// is where its general one is slow.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/work.h"

namespace pith::store {

// At most `limit`, longest due first; a failure dooms the transaction.
Result<std::vector<Work>> lease_of_step(Tx& tx, const LeaseRequest& request, const std::string& step, int limit);

}  // namespace pith::store
