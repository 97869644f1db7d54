#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "stages/delivery/channel.h"

namespace pith::delivery {

namespace {

class File {
 public:
  File(const std::filesystem::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool open() const { return descriptor_ >= 0; }
  bool sync() const { return ::fsync(descriptor_) == 0; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int descriptor_;
};

std::unexpected<Error> failed(const std::filesystem::path& path, int code) {
  const auto kind = code == ENOSPC ? ErrorKind::disk_full : ErrorKind::io;
  return fail(kind, fmt::format("The mail cannot be written to {}: {}.", path.string(), std::strerror(code)), {}, code);
}

// A Message-Id as a file's name: nothing in it leads out of the folder or hides the file.
std::string file_name(std::string_view message_id) {
  std::string name;
  for (const char c : message_id) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("@._+-").contains(c);
    name += plain && !(name.empty() && c == '.') ? c : '_';
  }
  return name + ".eml";
}

bool write_synced(const std::filesystem::path& path, std::string_view bytes) {
  const File file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.open() && file.write(bytes) && file.sync();
}

}  // namespace

std::filesystem::path OutboxChannel::file_of(std::string_view message_id) const {
  return folder_ / file_name(message_id);
}

Result<SendOutcome> OutboxChannel::send(const OutgoingMessage& message) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) return failed(folder_, error.value());
  const auto target = file_of(message.message_id);
  auto temporary = target;
  temporary += ".part";
  if (!write_synced(temporary, message.bytes)) {
    const int code = errno;
    std::filesystem::remove(temporary, error);
    return failed(target, code);
  }
  std::filesystem::rename(temporary, target, error);
  if (error) return failed(target, error.value());
  const File folder(folder_, O_RDONLY | O_DIRECTORY);
  if (!folder.open() || !folder.sync()) return failed(folder_, errno);
  return SendOutcome::sent;
}

Result<void> OutboxChannel::forget(std::string_view message_id) {
  const auto file = file_of(message_id);
  std::error_code error;
  std::filesystem::remove(file, error);
  if (!error || error == std::errc::no_such_file_or_directory) return {};
  return fail(
      ErrorKind::io,
      fmt::format("The mail {} of a reader who was deleted cannot be removed: {}.", file.string(), error.message()), {},
      error.value());
}

}  // namespace pith::delivery
