#include "app/new_home.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace pith::app {

namespace fs = std::filesystem;

fs::path folder_there(fs::path folder) {
  std::error_code error;
  while (!fs::is_directory(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  return folder.empty() ? "." : folder;
}

Result<std::unique_ptr<NewHome>> NewHome::begin(Program& program) {
  const auto beside = folder_there(program.home().folder);
  std::string scratch = beside / ".pith-import-XXXXXX";
  if (::mkdtemp(scratch.data()) == nullptr)
    return fail(ErrorKind::io, fmt::format("cannot write in {}", beside.string()), std::strerror(errno));
  return std::unique_ptr<NewHome>(new NewHome(program, scratch));
}

NewHome::NewHome(Program& program, fs::path scratch)
    : program_(program), place_(program.home().folder), scratch_(std::move(scratch)) {
  program_.close_store();
  program_.change_home().folder = scratch_;
}

void NewHome::leave() {
  program_.close_store();
  program_.change_home().folder = place_;
}

// Its last connection leaves the database one file, which a link brings to its place only where there is none.
Result<bool> NewHome::settle() {
  const auto made = program_.home().database();
  leave();
  if (auto folder = ensure_folder(place_); !folder) return std::unexpected(folder.error());
  return ::link(made.c_str(), program_.home().database().c_str()) == 0;
}

NewHome::~NewHome() {
  leave();
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

}  // namespace pith::app
