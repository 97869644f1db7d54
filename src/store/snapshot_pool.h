// The read connections of a store, each lent to one Snapshot at a time. Thread-safe.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "lib/sql/connection.h"
#include "store/store.h"

namespace pith::store {

class Snapshot::Pool {
 public:
  explicit Pool(std::vector<std::unique_ptr<sql::Connection>> connections);

  Snapshot lend();                        // waits for a free one and begins its snapshot
  void take_back(sql::Connection& lent);  // ends the snapshot

 private:
  std::vector<std::unique_ptr<sql::Connection>> connections_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<sql::Connection*> free_;  // guarded by mutex_
};

}  // namespace pith::store
