// Outside effects of tests as scoped objects, and where test data lies.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace pith::test {

// A fresh folder, removed with everything in it at the end of its scope.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);  // empty where it cannot be read
void write_file(const std::filesystem::path& file, std::string_view bytes);

// A file or folder of this repository.
std::filesystem::path in_repository(std::string_view relative);
// A file or folder of the shared test data beside the repository (or of $PITH_SHARED), none where it is not there: then
// GTEST_SKIP() and say so.
std::optional<std::filesystem::path> in_shared(std::string_view relative);

}  // namespace pith::test
