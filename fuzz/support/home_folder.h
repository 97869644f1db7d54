// A folder for a home, of this process alone, which goes with the object.
#pragma once

#include <filesystem>
#include <string>

#include <unistd.h>

namespace pith::fuzz {

class HomeFolder {
 public:
  HomeFolder() : path_(std::filesystem::temp_directory_path() / ("pith-fuzz-" + std::to_string(getpid()))) { empty(); }
  ~HomeFolder() { std::filesystem::remove_all(path_); }
  HomeFolder(const HomeFolder&) = delete;
  HomeFolder& operator=(const HomeFolder&) = delete;
  void empty() const {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  std::filesystem::path database() const { return path_ / "pith.db"; }

 private:
  std::filesystem::path path_;
};

}  // namespace pith::fuzz
