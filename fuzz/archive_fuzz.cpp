// folders: store base lib/json
// Lines of an archive, the first and the last put around them: they are taken in, or refused with the line named.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "store/archive.h"
#include "support/home_folder.h"

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines = {fmt::format(R"({{"pith":"archive","version":{}}})", pith::store::archive_version)};
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    lines.emplace_back(line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  lines.push_back(fmt::format(R"({{"end":{{"lines":{}}}}})", lines.size() + 1));
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith;
  static const fuzz::HomeFolder folder;
  static auto home = *store::Store::open(folder.database());
  const auto lines = lines_of({reinterpret_cast<const char*>(data), size});
  std::size_t next = 0;
  const auto imported = store::import_archive(*home, [&]() -> std::optional<std::string> {
    return next < lines.size() ? std::optional(lines[next++]) : std::nullopt;
  });
  const bool refused = !imported && (imported.error().kind == ErrorKind::invalid_input ||
                                     imported.error().kind == ErrorKind::newer_version);
  if (!imported && !refused) std::abort();
  if (imported) {  // the next begins on an empty home again
    home.reset();
    folder.empty();
    home = *store::Store::open(folder.database());
  }
  return 0;
}
