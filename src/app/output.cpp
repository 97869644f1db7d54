#include "app/output.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text/utf8.h"

namespace pith::app {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void say(bool json, const json::Value& value, std::string_view sentence) {
  print(json ? json::write(value) + "\n" : std::string(sentence) + "\n");
}

Result<void> finish_output() {
  const bool flushed = std::fflush(stdout) == 0;
  const auto cause = flushed ? std::string{} : std::system_category().message(errno);
  if (flushed && std::ferror(stdout) == 0) return {};
  return fail(ErrorKind::io, fmt::format("standard output did not take all that was to be printed{}{}",
                                         cause.empty() ? "" : ": ", cause));
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string in_brief(std::string_view text) {
  constexpr std::size_t longest = 160;
  if (text.size() <= longest) return std::string(text);
  return fmt::format("{}…", text::truncate_utf8(text, longest));
}

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
    if ((json && !event.failed) || event.outcome.empty()) return;
    // Most errors name the address themselves.
    const bool named = event.subject.starts_with("http") && event.outcome.contains(event.subject);
    const auto line = fmt::format("{:10} {}{}{}\n", event.step, named ? "" : in_brief(event.subject), named ? "" : ": ",
                                  event.outcome);
    std::fwrite(line.data(), 1, line.size(), stderr);
  };
}

}  // namespace pith::app
