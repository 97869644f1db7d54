#include "app/spool.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

namespace pith::app {

Result<Spool> Spool::of(Input& input, const std::filesystem::path& folder) {
  std::string path = folder / ".pith-import-XXXXXX";
  const int made = ::mkstemp(path.data());
  if (made < 0) return fail(ErrorKind::io, fmt::format("cannot write in {}", folder.string()), std::strerror(errno));
  Spool spool;
  spool.file_.open(path, std::ios::binary | std::ios::in | std::ios::out);
  ::close(made);
  ::unlink(path.c_str());
  if (!spool.file_) return fail(ErrorKind::io, fmt::format("cannot write in {}", folder.string()));
  while (const auto line = input.next_line()) spool.file_ << *line << '\n';
  if (!spool.file_.flush())
    return fail(ErrorKind::disk_full,
                fmt::format("there is no room in {} for a copy of {}", folder.string(), input.name()));
  spool.rewind();
  return spool;
}

void Spool::rewind() {
  file_.clear();
  file_.seekg(0);
}

std::optional<std::string> Spool::next_line() {
  std::string line;
  if (!std::getline(file_, line)) return std::nullopt;
  return line;
}

}  // namespace pith::app
