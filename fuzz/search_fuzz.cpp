// folders: store
// Nothing a person types into the search field is an error.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "store/search.h"
#include "store/search_query.h"

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
  if (!pith::store::search_insights(snapshot, typed, {})) std::abort();
  if (!pith::store::search_passages(snapshot, typed, {})) std::abort();
  for (const auto mark : pith::store::marks(typed, pith::store::terms_of(typed)))
    if (mark.begin >= mark.end || mark.end > size) std::abort();
  return 0;
}
