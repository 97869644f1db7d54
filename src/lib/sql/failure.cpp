#include "lib/sql/failure.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace pith::sql {

namespace {

struct Meaning {
  int code;
  ErrorKind kind;
  std::string_view sentence;  // {} is the file
};

constexpr std::string_view unknown = "A database statement on {} failed; the log says which. This is a fault of Pith.";
constexpr std::string_view damaged =
    "The database {} is damaged. Move it away and bring back a copy with `pith import`, or start with an empty one.";

constexpr std::array meanings = {
    Meaning{SQLITE_BUSY, ErrorKind::locked,
            "The database {} is in use by another process. Wait until it is done, or end it, and try again."},
    Meaning{SQLITE_LOCKED, ErrorKind::locked,
            "The database {} is in use by another process. Wait until it is done, or end it, and try again."},
    Meaning{SQLITE_CORRUPT, ErrorKind::corrupt, damaged},
    Meaning{SQLITE_NOTADB, ErrorKind::corrupt,
            "The file {} is no Pith database. Move it away, or name another folder with --home."},
    Meaning{SQLITE_FULL, ErrorKind::disk_full,
            "No space is left for the database {}. Free some and try again; nothing stored so far is lost."},
    Meaning{SQLITE_CANTOPEN, ErrorKind::io,
            "The database {} cannot be opened. Check that its folder is there and that you may write in it."},
    Meaning{SQLITE_READONLY, ErrorKind::io,
            "The database {} may not be written. Check the rights of the file and its folder."},
    Meaning{SQLITE_PERM, ErrorKind::io,
            "The database {} may not be written. Check the rights of the file and its folder."},
    Meaning{SQLITE_IOERR, ErrorKind::io,
            "Reading or writing the database {} failed. Check the disk and its free space."},
    Meaning{SQLITE_CONSTRAINT, ErrorKind::refused,
            "The database {} refused a row; the log says why. This is a fault of Pith."},
};

}  // namespace

Error failure(int code, std::string_view file, std::string words) {
  const auto found = std::ranges::find(meanings, code & 0xff, &Meaning::code);
  const auto kind = found == meanings.end() ? ErrorKind::internal : found->kind;
  const auto sentence = found == meanings.end() ? unknown : found->sentence;
  return {kind, fmt::format(fmt::runtime(sentence), file), std::move(words), code};
}

}  // namespace pith::sql
