#include "lib/sql/connection.h"

#include <gtest/gtest.h>

#include "lib/sql/script.h"
#include "support/files.h"

namespace pith::sql {
namespace {

class SqlConnection : public testing::Test {
 protected:
  std::unique_ptr<Connection> open() {
    auto opened = Connection::open((folder_ / "a b.db").string(), std::chrono::milliseconds{20});
    EXPECT_TRUE(opened) << opened.error().log_line();
    return std::move(*opened);
  }

  std::string first_text(Connection& connection, std::string_view sql) {
    std::string out = "no row";
    auto done = connection.select(sql, {}, {Kind::text}, [&](const Row& row) { out = row.text(0); });
    return done ? out : done.error().log_line();
  }

  test::TempFolder folder_;
  std::unique_ptr<Connection> connection_ = open();
};

TEST_F(SqlConnection, GivesBackWhatWasBound) {
  ASSERT_TRUE(connection_->run("CREATE TABLE t (a TEXT, b BIGINT, c DOUBLE PRECISION, d TEXT)"));
  const std::string bytes("a\0b\xff'", 5);
  ASSERT_TRUE(connection_->run("INSERT INTO t VALUES (?, ?, ?, ?)",
                               {bytes, std::int64_t{1} << 62, 0.1, std::optional<std::string>{}}));
  int rows = 0;
  ASSERT_TRUE(connection_->select("SELECT a, b, c, d FROM t", {}, {Kind::text, Kind::integer, Kind::real, Kind::text},
                                  [&](const Row& row) {
                                    ++rows;
                                    EXPECT_EQ(row.text(0), bytes);
                                    EXPECT_EQ(row.integer(1), std::int64_t{1} << 62);
                                    EXPECT_EQ(row.real(2), 0.1);
                                    EXPECT_TRUE(row.null(3));
                                    EXPECT_EQ(row.text(3), "");
                                  }));
  EXPECT_EQ(rows, 1);
}

TEST_F(SqlConnection, BindsAPreparedStatementAnew) {
  ASSERT_TRUE(connection_->run("CREATE TABLE t (a BIGINT)"));
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(connection_->run("INSERT INTO t VALUES (?)", {n}));
  EXPECT_EQ(first_text(*connection_, "SELECT group_concat(a) FROM t"), "1,2,3");
}

TEST_F(SqlConnection, SaysHowManyRowsChanged) {
  ASSERT_TRUE(connection_->run_script("CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1), (2), (3)"));
  EXPECT_EQ(connection_->run("UPDATE t SET a = a + 1 WHERE a > ?", {1}), 2);
  EXPECT_EQ(connection_->run("UPDATE t SET a = a + 1 WHERE a > ?", {100}), 0);
}

TEST_F(SqlConnection, ReadsTheRowsOfReturning) {
  ASSERT_TRUE(connection_->run("CREATE TABLE t (a BIGINT)"));
  EXPECT_EQ(first_text(*connection_, "INSERT INTO t VALUES (7) RETURNING a || '!'"), "7!");
}

TEST_F(SqlConnection, GoesOnAfterAFailedStatement) {
  ASSERT_TRUE(connection_->run("CREATE TABLE t (a TEXT PRIMARY KEY)"));
  ASSERT_TRUE(connection_->run("INSERT INTO t VALUES (?)", {"x"}));
  const auto again = connection_->run("INSERT INTO t VALUES (?)", {"x"});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::refused);
  EXPECT_TRUE(connection_->run("INSERT INTO t VALUES (?)", {"y"}));
}

TEST_F(SqlConnection, SaysWhichStatementIsWrong) {
  const auto wrong = connection_->run("SELEKT 1");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::internal);
  EXPECT_NE(wrong.error().detail.find("SELEKT"), std::string::npos);
}

TEST_F(SqlConnection, FailsAsLockedWhereAnotherWrites) {
  ASSERT_TRUE(connection_->run_script("CREATE TABLE t (a BIGINT); BEGIN IMMEDIATE"));
  const auto other = open();
  const auto begun = other->run("BEGIN IMMEDIATE");
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, ErrorKind::locked);
}

TEST_F(SqlConnection, LeavesNoSelectOpen) {
  ASSERT_TRUE(
      connection_->run_script("PRAGMA journal_mode = WAL; CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1), (2)"));
  const auto other = open();
  EXPECT_EQ(first_text(*other, "SELECT a FROM t"), "2");
  EXPECT_EQ(first_text(*connection_, "PRAGMA wal_checkpoint(TRUNCATE)"), "0");  // 1: blocked by a reader
}

TEST(SqlScript, IsCutAtSemicolonsOutsideQuotesAndComments) {
  EXPECT_EQ(split_statements("a; -- no; no\n b ';' \"x;y\";;\n -- end"),
            (std::vector<std::string>{"a", "b ';' \"x;y\""}));
}

TEST(SqlScript, RunsEveryStatement) {
  test::TempFolder folder;
  auto connection = *Connection::open((folder / "x.db").string(), std::chrono::milliseconds{0});
  ASSERT_TRUE(connection->run_script("CREATE TABLE t (a BIGINT);\nCREATE TABLE u (a BIGINT);"));
  EXPECT_TRUE(connection->run("INSERT INTO u VALUES (1)"));
}

TEST(SqlOpen, SaysWhereTheFolderIsMissing) {
  const auto opened = Connection::open("/nowhere/at/all.db", std::chrono::milliseconds{0});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::io);
  EXPECT_NE(opened.error().message.find("/nowhere/at/all.db"), std::string::npos);
}

}  // namespace
}  // namespace pith::sql
