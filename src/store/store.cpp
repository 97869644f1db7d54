#include "store/store.h"

#include <chrono>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lib/sql/connection.h"
#include "store/migrate.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/snapshot_pool.h"

namespace pith::store {

namespace {

using Connections = std::vector<std::unique_ptr<sql::Connection>>;

constexpr std::string_view writer_settings =
    "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
    "PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768";

Result<std::unique_ptr<sql::Connection>> connect(const std::filesystem::path& file, const OpenOptions& options,
                                                 std::string_view settings) {
  auto connection = sql::Connection::open(file.string(), options.busy_timeout);
  if (!connection) return connection;
  if (auto set = (*connection)->run_script(settings); !set) return std::unexpected(std::move(set.error()));
  return connection;
}

// The file holds the tokens of private feeds, secrets and addresses, so nobody but its owner reads it. One that belongs
// to another account stays as that account has it.
void close_to_others(const std::filesystem::path& file) {
  using std::filesystem::perms;
  std::error_code error;
  for (const auto* end : {"", "-wal", "-shm"})
    std::filesystem::permissions(file.string() + end, perms::group_all | perms::others_all,
                                 std::filesystem::perm_options::remove, error);
}

// SQLite gives up this change at once, without waiting, where another process makes it at the same time.
Result<void> write_ahead(sql::Connection& connection, std::chrono::milliseconds busy_timeout) {
  const auto until = std::chrono::steady_clock::now() + busy_timeout;
  while (true) {
    auto done = connection.run_script("PRAGMA journal_mode = WAL");
    if (done || done.error().kind != ErrorKind::locked || std::chrono::steady_clock::now() >= until) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

// Nothing is changed before the file is known to be Pith's and of a version this build knows.
Result<std::unique_ptr<sql::Connection>> open_writer(const std::filesystem::path& file, const OpenOptions& options) {
  auto writer = connect(file, options, "");
  if (!writer) return writer;
  auto ready = examine(**writer, all_migrations().size());
  if (ready) close_to_others(file);
  if (ready) ready = write_ahead(**writer, options.busy_timeout);
  if (ready) ready = (*writer)->run_script(writer_settings);
  if (ready) ready = migrate(**writer, all_migrations());
  if (ready) ready = assert_schema(**writer);
  if (!ready) return std::unexpected(std::move(ready.error()));
  return writer;
}

// Rolls back unless committed, also when the work throws.
class OpenTransaction {
 public:
  explicit OpenTransaction(sql::Connection& connection) : connection_(&connection) {}
  ~OpenTransaction() {
    if (connection_ == nullptr) return;
    [[maybe_unused]] const auto done = connection_->run("ROLLBACK");  // fails where SQLite has rolled back already
  }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;

  Result<void> commit() {
    auto done = connection_->run("COMMIT");
    if (!done) return std::unexpected(std::move(done.error()));
    connection_ = nullptr;
    return {};
  }

 private:
  sql::Connection* connection_;
};

}  // namespace

struct Store::Parts {
  std::mutex writing;
  std::unique_ptr<sql::Connection> writer;  // guarded by writing
  Durability durability = Durability::process;
  std::function<void(CommitPoint)> on_commit;
  std::chrono::milliseconds busy_timeout{};
  std::unique_ptr<Snapshot::Pool> readers;

  void tell(CommitPoint point) const {
    if (on_commit) on_commit(point);
  }

  Result<void> make_durable(Durability wanted) {
    if (wanted == durability) return {};
    auto set =
        writer->run_script(wanted == Durability::power ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    if (set) durability = wanted;
    return set;
  }
};

Store::Store() : parts_(std::make_unique<Parts>()) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file, const OpenOptions& options) {
  auto writer = open_writer(file, options);
  if (!writer) return std::unexpected(std::move(writer.error()));
  Connections readers;
  for (int n = 0; n < options.read_connections; ++n) {
    auto reader = connect(file, options, "PRAGMA query_only = ON; PRAGMA cache_size = -8192");
    if (!reader) return std::unexpected(std::move(reader.error()));
    readers.push_back(std::move(*reader));
  }
  std::unique_ptr<Store> store(new Store);
  store->parts_->writer = std::move(*writer);
  store->parts_->readers = std::make_unique<Snapshot::Pool>(std::move(readers));
  if (auto indexed = ensure_search_index(*store); !indexed) return std::unexpected(indexed.error());
  store->parts_->on_commit = options.on_commit;
  store->parts_->busy_timeout = options.busy_timeout;
  return store;
}

Result<void> Store::transact(const std::function<Result<void>(Tx&)>& work, Durability durability) {
  std::scoped_lock lock(parts_->writing);
  if (auto set = parts_->make_durable(durability); !set) return set;
  if (auto begun = parts_->writer->run("BEGIN IMMEDIATE"); !begun) return std::unexpected(begun.error());
  OpenTransaction open(*parts_->writer);
  Tx tx(*parts_->writer);
  auto done = work(tx);
  if (tx.problem_) return std::unexpected(std::move(*tx.problem_));
  if (!done) return done;
  parts_->tell(CommitPoint::before);
  auto committed = open.commit();
  if (committed) parts_->tell(CommitPoint::after);
  return committed;
}

Result<bool> Store::empty_log() {
  std::scoped_lock lock(parts_->writing);
  auto& writer = *parts_->writer;
  // A reader is not waited for, for meanwhile nobody could write.
  if (auto set = writer.run_script("PRAGMA busy_timeout = 0"); !set) return std::unexpected(std::move(set.error()));
  std::int64_t busy = 1;
  const auto done = writer.select("PRAGMA wal_checkpoint(TRUNCATE)", {}, sql::Shape(3, sql::Kind::integer),
                                  [&](const sql::Row& row) { busy = row.integer(0); });
  auto set = writer.run_script(fmt::format("PRAGMA busy_timeout = {}", parts_->busy_timeout.count()));
  if (!set) return std::unexpected(std::move(set.error()));
  if (!done) return std::unexpected(done.error());
  return busy == 0;
}

Result<void> check(const Session& session) {
  const auto said = select_texts(session, "PRAGMA quick_check(1)");
  if (!said) return std::unexpected(said.error());
  if (!said->empty() && said->front() == "ok") return {};
  const auto detail = said->empty() ? "no answer" : said->front();
  return std::unexpected(sql::damaged(session.connection().file(), detail));
}

Snapshot Store::read() const { return parts_->readers->lend(); }

void Tx::doom(Error error) {
  if (!problem_) problem_ = std::move(error);
}

}  // namespace pith::store
