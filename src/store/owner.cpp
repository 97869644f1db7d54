#include "store/owner.h"

#include <fstream>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace pith::store {

namespace {

std::string first_line(const std::string& file) {
  std::string line;
  std::getline(std::ifstream(file), line);
  return line;
}

// Clock ticks between boot and the start of the process; empty where there is none. The name before it is in brackets
// and may hold anything.
std::string start_of(std::string_view pid) {
  const auto stat = first_line(fmt::format("/proc/{}/stat", pid));
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream rest(stat.substr(name_end + 1));
  std::string word;
  for (int field = 3; field <= 22; ++field) rest >> word;
  return word;
}

std::string name_of_process(std::string_view pid) {
  return fmt::format("{}/{}/{}", first_line("/proc/sys/kernel/random/boot_id"), pid, start_of(pid));
}

}  // namespace

std::string this_process() { return name_of_process(std::to_string(::getpid())); }

bool still_runs(std::string_view process) {
  const auto first = process.find('/');
  const auto second = process.rfind('/');
  if (first == std::string_view::npos || second == first) return false;
  const auto pid = process.substr(first + 1, second - first - 1);
  return !start_of(pid).empty() && name_of_process(pid) == process;
}

}  // namespace pith::store
