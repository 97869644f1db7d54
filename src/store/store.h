// What Pith remembers: one SQLite file, one writer, several snapshots to read, many threads.
//
//   store->write([&](Tx& tx) { put(tx, transcript); complete(tx, work); });     // all of it or nothing
//   auto episode = episode_by_id(store->read(), id);                            // Result<std::optional<Episode>>
//
// Errors: locked (another process writes for longer than busy_timeout), corrupt, newer_version, disk_full, io; each
// message names the file and says what to do.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "base/result.h"

namespace pith::sql {
class Connection;
}

namespace pith::store {

// A connection in the hands of one thread: what every reading function takes. Made by Store only.
class Session {
 public:
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  sql::Connection& connection() const { return *connection_; }  // for the files of this folder

 protected:
  explicit Session(sql::Connection& connection) : connection_(&connection) {}
  ~Session() = default;
  sql::Connection* connection_;
};

// One transaction being written. Functions that write return nothing: the first that fails dooms the transaction, those
// after it do nothing, and Store::write rolls back and returns that first error. So no failed write can be overlooked.
class Tx : public Session {
 public:
  void doom(Error error);
  bool doomed() const { return problem_.has_value(); }

 private:
  friend class Store;
  explicit Tx(sql::Connection& connection) : Session(connection) {}
  std::optional<Error> problem_;
};

// A read connection on loan, standing on one snapshot of the store until it is destroyed: keep it for one page or one
// decision, not longer, for it holds the write-ahead log back.
class Snapshot : public Session {
 public:
  Snapshot(Snapshot&& other) noexcept;
  ~Snapshot();

 private:
  friend class Store;
  class Pool;
  Snapshot(Pool& pool, sql::Connection& connection);
  Pool* pool_;
};

// What must outlast a commit. A killed process loses no commit. Commits that stand for something done outside (a mail
// sent, an answer paid for) also outlast a power cut; others may then be missing from the end, never torn, and are done
// again (docs/decisions/0010).
enum class Durability { process, power };

enum class CommitPoint { before, after };

struct OpenOptions {
  std::chrono::milliseconds busy_timeout{10'000};   // how long to wait for another process
  int read_connections = 4;                         // as many Snapshots at once; the next one waits
  std::function<void(CommitPoint)> on_commit = {};  // for crash tests: called on the writing thread around each COMMIT
};

class Store {
 public:
  // Opens the file, made if missing in a folder that is there, for its owner alone; brings its schema up to date.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& file, const OpenOptions& options = {});
  ~Store();

  // Runs `work` in one transaction, begun IMMEDIATE: one writer at a time, over threads and processes. `work` takes
  // Tx& and returns void or a Result; an Error rolls back. No outside call belongs in it, nor another write or read().
  template <class Work>
  auto write(Work&& work, Durability durability = Durability::process);

  // Writes all of the write-ahead log into the database and empties it. False where another still reads from it.
  Result<bool> empty_log();

  // Thread-safe. Waits while all read connections are out.
  Snapshot read() const;

 private:
  Store();
  Result<void> transact(const std::function<Result<void>(Tx&)>& work, Durability durability);
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Reads the whole file and says whether it is sound (corrupt if not): for `pith doctor`.
Result<void> check(const Session& session);

template <class Work>
auto Store::write(Work&& work, Durability durability) {
  using Given = std::invoke_result_t<Work&, Tx&>;
  if constexpr (std::is_void_v<Given>) {
    return transact(
        [&](Tx& tx) -> Result<void> {
          work(tx);
          return {};
        },
        durability);
  } else if constexpr (std::is_same_v<Given, Result<void>>) {
    return transact(work, durability);
  } else {
    Given given = fail(ErrorKind::internal, "The transaction did not run.");
    auto done = transact(
        [&](Tx& tx) -> Result<void> {
          given = work(tx);
          if (!given) return std::unexpected(given.error());
          return {};
        },
        durability);
    if (!done) return Given(std::unexpected(std::move(done.error())));
    return given;
  }
}

}  // namespace pith::store
