// Brings a database's schema up to date: numbered scripts, append-only, each in one transaction with its version row.
#pragma once

#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "lib/sql/connection.h"

namespace pith::store {

// The scripts of src/store/migrations, in order; the n-th leads to version n.
std::span<const EmbeddedFile> all_migrations();

// Changes nothing: newer_version where the database knows more migrations than `known`; refused where it is another
// program's; corrupt where it is no database.
Result<void> examine(sql::Connection& connection, std::size_t known);

// Runs what is missing, an examined database given.
Result<void> migrate(sql::Connection& connection, std::span<const EmbeddedFile> migrations);

// That every table has the columns this build reads and writes.
Result<void> assert_schema(sql::Connection& connection);

}  // namespace pith::store
