#include "lib/sql/connection.h"

#include <exception>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "lib/sql/failure.h"
#include "lib/sql/script.h"
#include "lib/sql/statement.h"

namespace pith::sql {

namespace {

constexpr int corrupt_code = 11;      // SQLITE_CORRUPT
constexpr int cannot_open_code = 14;  // SQLITE_CANTOPEN

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

using Statements = std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>;

// Only inside a catch block: what was thrown, as an Error. SOCI's own context, which holds values, is left out.
Error caught(std::string_view file, std::string_view sql) {
  try {
    throw;
  } catch (const soci::sqlite3_soci_error& error) {
    return failure(error.result(), file, fmt::format("{} in: {}", error.get_error_message(), sql));
  } catch (const soci::soci_error& error) {
    return failure(-1, file, fmt::format("{} in: {}", error.get_error_message(), sql));
  } catch (const std::exception& error) {
    return failure(-1, file, fmt::format("{} in: {}", error.what(), sql));
  }
}

}  // namespace

Error damaged(std::string_view file, std::string words) { return failure(corrupt_code, file, std::move(words)); }

struct Connection::Parts {
  std::string file;
  soci::session session;
  Statements statements;  // go before the session they belong to

  Statement& prepared(std::string_view sql, const std::vector<Value>& values, const Shape& shape) {
    auto found = statements.find(sql);
    if (found != statements.end() && found->second->fits(values)) return *found->second;
    auto made = std::make_unique<Statement>(session, std::string(sql), values, shape);
    return *(statements[std::string(sql)] = std::move(made));
  }

  void forget(std::string_view sql) {
    if (const auto found = statements.find(sql); found != statements.end()) statements.erase(found);
  }

  // A statement that failed half-way is dropped, for it may still hold a lock.
  template <class Action>
  auto guarded(std::string_view sql, Action action) -> Result<decltype(action())> {
    try {
      if constexpr (std::is_void_v<decltype(action())>) {
        action();
        return {};
      } else {
        return action();
      }
    } catch (...) {
      auto error = caught(file, sql);
      forget(sql);
      return std::unexpected(std::move(error));
    }
  }
};

Connection::Connection(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Connection::~Connection() = default;

const std::string& Connection::file() const { return parts_->file; }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& file, std::chrono::milliseconds busy_timeout) {
  if (file.find('"') != std::string::npos)
    return fail(ErrorKind::invalid_input, fmt::format("The database {} cannot have a quote in its path.", file));
  auto parts = std::make_unique<Parts>();
  parts->file = file;
  auto opened = parts->guarded("open", [&] { parts->session.open(soci::sqlite3, fmt::format("dbname=\"{}\"", file)); });
  if (!opened) {
    // SOCI says only in words that SQLite could not open the file.
    if (opened.error().kind == ErrorKind::internal)
      return std::unexpected(failure(cannot_open_code, file, opened.error().detail));
    return std::unexpected(std::move(opened.error()));
  }
  std::unique_ptr<Connection> connection(new Connection(std::move(parts)));
  auto waits = connection->run_script(fmt::format("PRAGMA busy_timeout = {}", busy_timeout.count()));
  if (!waits) return std::unexpected(std::move(waits.error()));
  return connection;
}

Result<std::int64_t> Connection::run(std::string_view sql, std::vector<Value> values) {
  return parts_->guarded(sql, [&] { return parts_->prepared(sql, values, {}).run(std::move(values)); });
}

Result<void> Connection::select(std::string_view sql, std::vector<Value> values, const Shape& shape,
                                const OnRow& on_row) {
  return parts_->guarded(sql, [&] { parts_->prepared(sql, values, shape).select(std::move(values), on_row); });
}

Result<void> Connection::run_script(std::string_view script) {
  for (const auto& statement : split_statements(script)) {
    auto done = parts_->guarded(statement, [&] { parts_->session << statement; });
    if (!done) return done;
  }
  return {};
}

}  // namespace pith::sql
