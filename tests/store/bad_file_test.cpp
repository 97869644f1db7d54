// A database that is locked, damaged, of a newer version, of another program, or on a full disk.
#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/sql/connection.h"
#include "store/home.h"

namespace pith::store {
namespace {

class BadFile : public Home {
 protected:
  BadFile() { fill(); }

  std::string file() const { return (folder_ / "pith.db").string(); }

  std::unique_ptr<sql::Connection> raw() { return *sql::Connection::open(file(), std::chrono::milliseconds{0}); }

  Error opening_fails() {
    const auto opened = Store::open(file(), {.busy_timeout = std::chrono::milliseconds{10}});
    return opened ? Error{ErrorKind::internal, "it opened"} : opened.error();
  }

  // Everything in the one file, nothing in the log.
  void close() { store_.reset(); }
};

TEST_F(BadFile, ThatAnotherWritesIsLockedAndCanBeWrittenAfterwards) {
  store_.reset();
  store_ = open({.busy_timeout = std::chrono::milliseconds{10}});
  const auto other = raw();
  ASSERT_TRUE(other->run("BEGIN IMMEDIATE"));
  const auto done = store_->write([](Tx& tx) { put(tx, a_show("sh_two")); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::locked);
  EXPECT_NE(done.error().message.find(file()), std::string::npos);
  EXPECT_EQ(shows(store_->read())->size(), 1u);
  ASSERT_TRUE(other->run("ROLLBACK"));
  EXPECT_TRUE(store_->write([](Tx& tx) { put(tx, a_show("sh_two")); }));
}

TEST_F(BadFile, ThatIsLockedAsAWholeIsNotOpened) {
  close();
  const auto other = raw();
  ASSERT_TRUE(other->run_script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM links"));
  EXPECT_EQ(opening_fails().kind, ErrorKind::locked);
}

TEST_F(BadFile, OfANewerVersionIsLeftAlone) {
  ASSERT_TRUE(raw()->run("INSERT INTO schema_version VALUES (999, 'later')"));
  close();
  const auto error = opening_fails();
  EXPECT_EQ(error.kind, ErrorKind::newer_version);
  EXPECT_NE(error.message.find("newer Pith"), std::string::npos);
}

TEST_F(BadFile, OfAnotherProgramIsLeftAlone) {
  const test::TempFolder folder;
  const auto path = (folder / "other.db").string();
  ASSERT_TRUE((*sql::Connection::open(path, {}))->run("CREATE TABLE theirs (a TEXT)"));
  const auto before = test::read_file(path);
  const auto opened = Store::open(path);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::refused);
  EXPECT_EQ(test::read_file(path), before);
}

TEST_F(BadFile, ThatIsNoDatabaseIsSaidToBeNone) {
  close();
  test::write_file(file(), std::string(10000, 'x'));
  const auto error = opening_fails();
  EXPECT_EQ(error.kind, ErrorKind::corrupt);
  EXPECT_NE(error.message.find("no Pith database"), std::string::npos);
}

TEST_F(BadFile, ThatIsCutOffIsDamaged) {
  close();
  const auto bytes = test::read_file(file());
  test::write_file(file(), bytes.substr(0, 8192));
  EXPECT_EQ(opening_fails().kind, ErrorKind::corrupt);
}

TEST_F(BadFile, WithDamagedPagesIsFoundByTheCheck) {
  write([](Tx& tx) {
    for (int n = 0; n < 300; ++n) put(tx, an_episode("ep_" + std::to_string(n)));
  });
  close();
  auto bytes = test::read_file(file());
  for (std::size_t at = bytes.size() / 2; at < bytes.size(); at += 4096) bytes.replace(at, 64, 64, '\x7f');
  test::write_file(file(), bytes);
  const auto opened = Store::open(file());
  const auto sound = opened ? check((*opened)->read()) : Result<void>(std::unexpected(opened.error()));
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.error().kind, ErrorKind::corrupt);
}

TEST_F(BadFile, InAMissingFolderSaysSo) {
  const auto opened = Store::open(folder_ / "none" / "pith.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::io);
}

// In a child, for the limit holds for the whole process: the file may not grow beyond 1 MB.
int write_to_a_full_disk(const std::string& path) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1 << 20, 1 << 20};
  const auto store = Store::open(path);
  if (!store || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
  auto long_one = an_episode("ep_long");
  long_one.description = std::string(4 << 20, 'x');
  const auto full = (*store)->write([&](Tx& tx) { put(tx, long_one); });
  if (full || (full.error().kind != ErrorKind::disk_full && full.error().kind != ErrorKind::io)) return 2;
  if (!(*store)->write([](Tx& tx) { put(tx, an_episode("ep_short")); })) return 3;
  return check((*store)->read()) ? 0 : 4;
}

TEST_F(BadFile, OnAFullDiskRefusesTheWriteAndGoesOn) {
  close();
  const auto child = ::fork();
  if (child == 0) ::_exit(write_to_a_full_disk(file()));
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  store_ = open();
  EXPECT_FALSE(episode_by_id(store_->read(), "ep_long")->has_value());
  EXPECT_TRUE(episode_by_id(store_->read(), "ep_short")->has_value());
}

TEST_F(BadFile, ThatMayNotGrowSaysThatNoSpaceIsLeft) {
  const auto connection = raw();
  ASSERT_TRUE(connection->run_script("PRAGMA max_page_count = 1"));
  const auto grown = connection->run("INSERT INTO meta VALUES ('x', ?)", {std::string(1 << 20, 'x')});
  ASSERT_FALSE(grown);
  EXPECT_EQ(grown.error().kind, ErrorKind::disk_full);
  EXPECT_NE(grown.error().message.find("No space is left"), std::string::npos);
}

// Writes pairs of rows until it is killed at the given point of the given commit.
[[noreturn]] void write_until_killed(const std::string& path, CommitPoint where, int commit) {
  int commits = 0;
  OpenOptions options;
  options.on_commit = [&](CommitPoint point) {
    if (point == CommitPoint::before) ++commits;
    if (point == where && commits == commit) ::kill(::getpid(), SIGKILL);
  };
  const auto store = Store::open(path, options);
  for (int n = 0; n < 100 && store; ++n)
    (void)(*store)->write([&](Tx& tx) {
      put(tx, an_episode("ep_a" + std::to_string(n)));
      put(tx, an_episode("ep_b" + std::to_string(n)));
    });
  ::_exit(1);
}

TEST_F(BadFile, OfAProcessKilledAroundACommitHoldsWholeTransactions) {
  for (int commit = 1; commit <= 5; ++commit) {
    for (const auto where : {CommitPoint::before, CommitPoint::after}) {
      const auto before = counts(store_->read())->episodes;
      close();
      const auto child = ::fork();
      if (child == 0) write_until_killed(file(), where, commit);
      int status = 0;
      ASSERT_EQ(::waitpid(child, &status, 0), child);
      ASSERT_TRUE(WIFSIGNALED(status));
      store_ = open();
      ASSERT_TRUE(check(store_->read()));
      const int whole = where == CommitPoint::before ? commit - 1 : commit;
      EXPECT_EQ(counts(store_->read())->episodes, std::max<std::int64_t>(before, 1 + 2 * whole));
    }
  }
}

}  // namespace
}  // namespace pith::store
