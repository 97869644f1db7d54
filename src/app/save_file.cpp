#include "app/save_file.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tokens.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished_begin = ".pith-";
constexpr std::string_view unfinished_end = ".part";

bool write_all(int out, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(out, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// What takes the place of a file has its permissions, and is on the disk before it does.
bool settle(int out, const fs::path& target) {
  struct stat before{};
  if (::stat(target.c_str(), &before) != 0) return true;
  return ::fchmod(out, before.st_mode & 07777) == 0 && ::fsync(out) == 0;
}

bool write_beside(const fs::path& beside, const fs::path& target, std::string_view bytes) {
  const int out = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (out < 0) return false;
  const bool good = write_all(out, bytes) && settle(out, target);
  return ::close(out) == 0 && good;
}

}  // namespace

Result<void> save_file(const fs::path& file, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  auto target = fs::canonical(file, error);
  if (error) target = file;
  const auto beside = target.parent_path() / fmt::format("{}{}{}", unfinished_begin, random_name(), unfinished_end);
  if (write_beside(beside, target, bytes) && ::rename(beside.c_str(), target.c_str()) == 0) return {};
  const auto why = std::strerror(errno);
  fs::remove(beside, error);
  return fail(ErrorKind::io, fmt::format("cannot write {}: {}", file.string(), why));
}

bool is_unfinished(const fs::path& file) {
  const auto name = file.filename().string();
  return name.starts_with(unfinished_begin) && name.ends_with(unfinished_end);
}

FolderLock::FolderLock(const fs::path& folder, IfHeld if_held)
    : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  const int how = if_held == IfHeld::wait ? LOCK_EX : LOCK_EX | LOCK_NB;
  int taken = 0;
  do {
    taken = folder_ < 0 ? 0 : ::flock(folder_, how);
  } while (taken != 0 && errno == EINTR);
  is_held_by_another_ = taken != 0 && errno == EWOULDBLOCK;
}

FolderLock::~FolderLock() {
  if (folder_ >= 0) ::close(folder_);
}

}  // namespace pith::app
