#include "store/owner.h"

#include <algorithm>
#include <filesystem>
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

// Boot and pid namespace: within them a pid says which process is meant, as far as /proc shows it.
std::string where() {
  std::error_code none;
  const auto names = std::filesystem::read_symlink("/proc/self/ns/pid", none).string();
  return fmt::format("{}/{}", first_line("/proc/sys/kernel/random/boot_id"), names);
}

std::string name_of_process(std::string_view pid) { return fmt::format("{}/{}/{}", where(), pid, start_of(pid)); }

}  // namespace

std::string this_process() { return name_of_process(std::to_string(::getpid())); }

bool still_runs(std::string_view process) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= process.size();) {
    const auto end = std::min(process.find('/', from), process.size());
    parts.push_back(process.substr(from, end - from));
    from = end + 1;
  }
  if (parts.size() != 4 || parts[0] != first_line("/proc/sys/kernel/random/boot_id")) return false;
  if (process.substr(0, parts[0].size() + 1 + parts[1].size()) != where()) return true;
  return !start_of(parts[2]).empty() && name_of_process(parts[2]) == process;
}

}  // namespace pith::store
