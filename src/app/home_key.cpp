#include "app/home_key.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

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
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) return false;
  const bool good = ::write(out, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(out) == 0;
  return ::close(out) == 0 && good;
}

// Written under another name and then linked, so that of two processes one makes it and both read the same.
Result<void> make(const std::filesystem::path& file) {
  const std::filesystem::path draft = fmt::format("{}.{}", file.string(), ::getpid());
  if (!write_whole(draft, random_key())) return failed(file);
  const bool linked = ::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST;
  const int code = errno;
  ::unlink(draft.c_str());
  errno = code;
  if (!linked) return failed(file);
  return {};
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
