// Runs a fuzz target over the files and folders named on the command line, so that fuzzers build and run with the
// tests.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

int replay(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return 1;
}

int replay_all(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return replay(path);
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file()) count += replay(entry.path());
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  int count = 0;
  for (int n = 1; n < argc; ++n) count += replay_all(argv[n]);
  std::printf("replayed %d inputs\n", count);
  return count > 0 ? 0 : 1;
}
