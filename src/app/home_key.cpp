#include "app/home_key.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/tokens.h"

namespace pith::app {

namespace {

constexpr std::size_t key_bytes = 32;

std::unexpected<Error> failed(const std::filesystem::path& file) {
  return fail(ErrorKind::io, fmt::format("cannot make the key file {}: {}", file.string(), std::strerror(errno)));
}

bool write_whole(const std::filesystem::path& file, const std::string& bytes) {
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) return false;
  const bool good = ::write(out, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(out) == 0;
  return ::close(out) == 0 && good;
}

std::filesystem::path new_draft(const std::filesystem::path& file) {
  return fmt::format("{}.{}.draft", file.string(), random_name());
}

// Where there is a key, drafts are of processes that were killed, or too late.
void remove_drafts(const std::filesystem::path& file) {
  std::error_code error;
  const auto begin = file.filename().string() + ".";
  std::vector<std::filesystem::path> drafts;
  for (std::filesystem::directory_iterator at(file.parent_path(), error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".draft" && at->path().filename().string().starts_with(begin))
      drafts.push_back(at->path());
  for (const auto& draft : drafts) std::filesystem::remove(draft, error);
}

// Written under another name and then linked, so that of two processes one makes it and both read the same.
Result<void> make(const std::filesystem::path& file) {
  const auto draft = new_draft(file);
  const bool made = write_whole(draft, random_key()) && ::link(draft.c_str(), file.c_str()) == 0;
  const int code = errno;
  ::unlink(draft.c_str());
  std::error_code error;
  if (made || std::filesystem::exists(file, error)) return {};
  errno = code;
  return failed(file);
}

}  // namespace

Result<std::string> home_key(const Home& home) {
  if (auto made = ensure_folder(home.folder); !made) return std::unexpected(made.error());
  const auto file = home.folder / "key";
  auto bytes = read_file(file);
  if (bytes && !*bytes) {
    if (auto made = make(file); !made) return std::unexpected(made.error());
    bytes = read_file(file);
  }
  remove_drafts(file);
  if (!bytes) return std::unexpected(bytes.error());
  if (!*bytes || (*bytes)->size() != key_bytes)
    return fail(
        ErrorKind::corrupt,
        fmt::format("the key file {} is damaged. Bring back a copy; or remove it, which signs everybody out and "
                    "makes the links of earlier mails void",
                    file.string()));
  return **std::move(bytes);
}

}  // namespace pith::app
