#include "app/data.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "base/embedded.h"

namespace pith {
std::span<const EmbeddedFile> embedded_data();
}

namespace pith::app {

Data Data::embedded() {
  Data data;
  for (const auto& file : embedded_data()) data.files_.emplace(file.name, file.bytes);
  return data;
}

Result<Data> Data::from_folder(const std::filesystem::path& folder) {
  std::error_code error;
  Data data;
  for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file()) continue;
    std::ifstream in(at->path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) return fail(ErrorKind::io, fmt::format("cannot read {}", at->path().string()));
    data.owned_.emplace(std::filesystem::relative(at->path(), folder).generic_string(), std::move(bytes));
  }
  if (error)
    return fail(ErrorKind::not_found, fmt::format("cannot read the data folder {}", folder.string()), error.message());
  for (const auto& [name, bytes] : data.owned_) data.files_.emplace(name, bytes);
  return data;
}

Result<std::string_view> Data::file(std::string_view name) const {
  const auto found = files_.find(name);
  if (found == files_.end())
    return fail(ErrorKind::not_found, fmt::format("the data file {} is missing; is --data the right folder?", name));
  return found->second;
}

}  // namespace pith::app
