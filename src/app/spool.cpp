#include "app/spool.h"

#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace pith::app {

Result<Spool> Spool::of(Input& input, const std::filesystem::path& folder) {
  const auto path = folder / fmt::format("import-{}.part", ::getpid());
  Spool spool;
  spool.file_.open(path, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  if (!spool.file_) return fail(ErrorKind::io, fmt::format("cannot write in {}", folder.string()));
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  while (const auto line = input.next_line()) spool.file_ << *line << '\n';
  if (!spool.file_.flush())
    return fail(ErrorKind::disk_full,
                fmt::format("there is no room in {} for a copy of {}", folder.string(), input.name()));
  spool.file_.seekg(0);
  return spool;
}

std::optional<std::string> Spool::next_line() {
  std::string line;
  if (!std::getline(file_, line)) return std::nullopt;
  return line;
}

}  // namespace pith::app
