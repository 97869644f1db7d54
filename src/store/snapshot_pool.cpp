#include "store/snapshot_pool.h"

#include <utility>

namespace pith::store {

Snapshot::Pool::Pool(std::vector<std::unique_ptr<sql::Connection>> connections) : connections_(std::move(connections)) {
  for (const auto& connection : connections_) free_.push_back(connection.get());
}

Snapshot Snapshot::Pool::lend() {
  sql::Connection* connection = nullptr;
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !free_.empty(); });
    connection = free_.back();
    free_.pop_back();
  }
  // Should this fail, the reads that follow run each on its own snapshot and fail by themselves.
  [[maybe_unused]] const auto begun = connection->run("BEGIN");
  return Snapshot(*this, *connection);
}

void Snapshot::Pool::take_back(sql::Connection& lent) {
  [[maybe_unused]] const auto ended = lent.run("COMMIT");
  {
    std::scoped_lock lock(mutex_);
    free_.push_back(&lent);
  }
  returned_.notify_one();
}

Snapshot::Snapshot(Pool& pool, sql::Connection& connection) : Session(connection), pool_(&pool) {}

Snapshot::Snapshot(Snapshot&& other) noexcept
    : Session(*other.connection_), pool_(std::exchange(other.pool_, nullptr)) {}

Snapshot::~Snapshot() {
  if (pool_ != nullptr) pool_->take_back(*connection_);
}

}  // namespace pith::store
