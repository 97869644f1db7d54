#include "store/migrate.h"

#include <array>
#include <functional>
#include <string>

#include <fmt/format.h>

#include "store/record.h"

namespace pith {
std::span<const EmbeddedFile> embedded_migrations();
}

namespace pith::store {

namespace {

constexpr int application_id = 0x50495448;  // "PITH", in the file's header

Result<std::int64_t> number(sql::Connection& connection, std::string_view sql) {
  std::int64_t found = 0;
  auto done = connection.select(sql, {}, {sql::Kind::integer}, [&](const sql::Row& row) { found = row.integer(0); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

// 0 where the file is empty yet.
Result<std::int64_t> version_of(sql::Connection& connection) {
  const auto table = number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'");
  if (!table || *table == 0) return table;
  return number(connection, "SELECT coalesce(max(version), 0) FROM schema_version");
}

Result<void> claim(sql::Connection& connection) {
  return connection.run_script(fmt::format(
      "PRAGMA application_id = {}; CREATE TABLE schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL)",
      application_id));
}

// The version is read inside the transaction, for another process may be migrating too.
Result<void> apply_next(sql::Connection& connection, std::span<const EmbeddedFile> migrations) {
  const auto version = version_of(connection);
  if (!version) return std::unexpected(version.error());
  if (*version >= static_cast<std::int64_t>(migrations.size())) return {};
  if (*version == 0)
    if (auto claimed = claim(connection); !claimed) return claimed;
  const auto& next = migrations[static_cast<std::size_t>(*version)];
  if (auto done = connection.run_script(next.bytes); !done) return done;
  auto noted = connection.run("INSERT INTO schema_version VALUES (?, ?)", {*version + 1, next.name});
  if (!noted) return std::unexpected(std::move(noted.error()));
  return {};
}

Result<void> in_transaction(sql::Connection& connection, std::string_view begin,
                            const std::function<Result<void>()>& work) {
  if (auto begun = connection.run(begin); !begun) return std::unexpected(begun.error());
  auto done = work();
  auto ended = connection.run(done ? "COMMIT" : "ROLLBACK");
  if (done && !ended) return std::unexpected(std::move(ended.error()));
  return done;
}

Result<void> assert_own(sql::Connection& connection) {
  const auto owner = number(connection, "PRAGMA application_id");
  if (!owner) return std::unexpected(owner.error());
  const auto tables = number(connection, "SELECT count(*) FROM sqlite_master");
  if (!tables) return std::unexpected(tables.error());
  if (*owner == application_id || (*owner == 0 && *tables == 0)) return {};
  return fail(
      ErrorKind::refused,
      fmt::format("The file {} is a database of another program. Name another folder with --home.", connection.file()));
}

Result<void> assert_known(sql::Connection& connection, std::size_t known) {
  const auto version = version_of(connection);
  if (!version) return std::unexpected(version.error());
  if (*version <= static_cast<std::int64_t>(known)) return {};
  return fail(ErrorKind::newer_version,
              fmt::format("The database {} was written by a newer Pith (schema {}; this one knows {}). Install that "
                          "version, or name another folder with --home.",
                          connection.file(), *version, known));
}

template <class T>
Result<void> assert_table(sql::Connection& connection) {
  const auto& columns = columns_of<T>();
  return connection.select(columns.select + "LIMIT 0", {}, columns.shape, [](const sql::Row&) {});
}

}  // namespace

std::span<const EmbeddedFile> all_migrations() { return embedded_migrations(); }

// In one transaction, for another process may be making the file.
Result<void> examine(sql::Connection& connection, std::size_t known) {
  return in_transaction(connection, "BEGIN", [&]() -> Result<void> {
    if (auto own = assert_own(connection); !own) return own;
    return assert_known(connection, known);
  });
}

Result<void> migrate(sql::Connection& connection, std::span<const EmbeddedFile> migrations) {
  while (true) {
    const auto version = version_of(connection);
    if (!version) return std::unexpected(version.error());
    if (*version >= static_cast<std::int64_t>(migrations.size())) return {};
    auto done = in_transaction(connection, "BEGIN IMMEDIATE", [&] { return apply_next(connection, migrations); });
    if (!done) return done;
  }
}

Result<void> assert_schema(sql::Connection& connection) {
  static constexpr std::array checks = {
      assert_table<Show>,      assert_table<Feed>,    assert_table<Episode>,    assert_table<Insight>,
      assert_table<Link>,      assert_table<Reader>,  assert_table<Brief>,      assert_table<Delivery>,
      assert_table<Work>,      assert_table<Answer>,  assert_table<Appearance>, assert_table<Distillation>,
      assert_table<Interest>,  assert_table<Verdict>, assert_table<Token>,      assert_table<Letter>,
      assert_table<AccessKey>, assert_table<Hook>,    assert_table<HookMessage>};
  for (const auto check : checks)
    if (auto good = check(connection); !good)
      return fail(ErrorKind::corrupt,
                  fmt::format("The database {} has not the tables that this Pith needs. Move it away and bring back a "
                              "copy with `pith import`.",
                              connection.file()),
                  good.error().log_line());
  return {};
}

}  // namespace pith::store
