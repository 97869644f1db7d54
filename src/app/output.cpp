#include "app/output.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace pith::app {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view line) {
  const auto whole = fmt::format("pith: {}\n", line);
  std::fwrite(whole.data(), 1, whole.size(), stderr);
}

bool is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool is_error_terminal() { return ::isatty(STDERR_FILENO) == 1; }

int terminal_width() {
  winsize size{};
  if (!is_terminal() || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp(static_cast<int>(size.ws_col), 40, 100);
}

pipeline::Observer progress(bool json) {
  return [json](const pipeline::Event& event) {
    if (json && !event.failed) return;
    const auto line = fmt::format("{:10} {}: {}\n", event.step, event.subject, event.outcome);
    std::fwrite(line.data(), 1, line.size(), stderr);
  };
}

}  // namespace pith::app
