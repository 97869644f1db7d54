#include "support/files.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace pith::test {

TempFolder::TempFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "pith-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  std::string bytes(missing ? 0 : size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::filesystem::path in_repository(std::string_view relative) {
  return std::filesystem::path(PITH_SOURCE_DIR) / relative;
}

std::optional<std::filesystem::path> in_shared(std::string_view relative) {
  const char* named = std::getenv("PITH_SHARED");
  const auto root = named != nullptr ? std::filesystem::path(named) : in_repository("../shared");
  const auto path = root / relative;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

}  // namespace pith::test
