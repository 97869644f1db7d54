// folders: search
// Nothing a person types into the search field is an error.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "search/engine.h"
#include "search/marks.h"

namespace {

// An empty store: the query is parsed all the same.
pith::store::Store& store() {
  static const auto folder = std::filesystem::temp_directory_path() / fmt::format("pith-search-fuzz-{}", ::getpid());
  static const auto opened = [] {
    std::filesystem::create_directories(folder);
    auto made = pith::store::Store::open(folder / "pith.db");
    if (!made) std::abort();
    std::atexit([] { std::filesystem::remove_all(folder); });
    return std::move(*made);
  }();
  return *opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  const auto snapshot = store().read();
  const pith::search::Engine engine;
  for (const bool typing : {false, true})
    if (!engine.find(snapshot, {.typed = std::string(typed), .typing = typing})) std::abort();
  const auto query = pith::search::parse(typed);
  for (const auto& list : {query.wanted, query.refused})
    for (const auto& asked : list)
      if (asked.text.empty() || asked.begin >= asked.end || asked.end > size) std::abort();
  for (const auto mark : pith::search::marks(typed, query))
    if (mark.begin >= mark.end || mark.end > size) std::abort();
  return 0;
}
