#include "pipeline/recording.h"

#include <condition_variable>
#include <mutex>

namespace pith::pipeline {

bool may_be_taken_later(const Error& error) {
  return error.kind == ErrorKind::locked || error.kind == ErrorKind::disk_full || error.kind == ErrorKind::io;
}

bool sit_out(std::chrono::milliseconds pause, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any nobody_tells;
  std::unique_lock lock(mutex);
  nobody_tells.wait_for(lock, stop, pause, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace pith::pipeline
