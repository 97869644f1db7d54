// Files that others may read, or have words of their own in: they hold what they held, or all that is new, never a
// part, also where the process is killed.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace pith::app {

// Makes the folder where it is missing. The file keeps its permissions, and a link to it stays one.
Result<void> save_file(const std::filesystem::path& file, std::string_view bytes);
// Whether it is what a process that was killed while it saved a file has left behind.
bool is_unfinished(const std::filesystem::path& file);

// Holds a folder against other processes that do so as well, waiting for them where it is to; a file system that knows
// no locks lets all in.
class FolderLock {
 public:
  enum class IfHeld { wait, leave };
  explicit FolderLock(const std::filesystem::path& folder, IfHeld if_held = IfHeld::wait);
  ~FolderLock();
  bool is_held_by_another() const { return is_held_by_another_; }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int folder_ = -1;
  bool is_held_by_another_ = false;
};

}  // namespace pith::app
