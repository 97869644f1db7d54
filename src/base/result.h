// The one error style of Pith: what can fail in use returns Result<T>.
// `message` is a person's sentence: what went wrong with which file, line or URL, and what to do.
// `detail` is for the log: codes, causes, the library's own words. A bug is an assert, not an Error.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace pith {

enum class ErrorKind {
  invalid_input,  // bytes, text or a setting that cannot be read
  not_found,      // nothing by that name
  refused,        // not allowed: private address, robots, block, wrong scheme
  network,        // no connection, reset, DNS, TLS
  timeout,        // took longer than its limit
  too_large,      // over a cap in bytes, items, depth or redirects
  http_status,    // the server answered with an error status; `code` holds it
  gone,           // HTTP 410 or removed for good
  locked,         // the database is in use by another process
  corrupt,        // the database or a model file is damaged
  newer_version,  // written by a newer Pith
  disk_full,      // no space left
  io,             // another failure of a file or device
  unsupported,    // a language or format this build does not know
  internal,       // a step failed in a way it does not know
};

std::string_view name_of(ErrorKind kind);

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  std::string detail = {};
  int code = 0;  // HTTP status or errno where one exists

  // The same error with what was being done put before its sentence: "feed X: the file is empty".
  Error within(std::string_view context) const;
  // One line for the log: kind, message, detail.
  std::string log_line() const;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorKind kind, std::string message, std::string detail = {}, int code = 0) {
  return std::unexpected(Error{kind, std::move(message), std::move(detail), code});
}

}  // namespace pith
