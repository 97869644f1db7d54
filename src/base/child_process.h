// Runs another program and waits for its end: no shell between, its own process group, limits set before it starts. It
// dies with this process. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith {

struct ChildProgram {
  std::vector<std::string> words;             // the program first; looked up in PATH where it has no '/'
  std::chrono::milliseconds longest{60'000};  // then it is killed, with all that it started
  std::chrono::seconds cpu{0};                // of processor time; 0: no limit
  std::int64_t memory = 0;                    // bytes of address space; 0: no limit
  std::int64_t largest_file = 0;              // bytes; 0: no limit
  std::size_t most_output = 16U << 20U;       // of standard output; more is an error
  bool bare_environment = false;              // it gets no environment variable
  int niceness = 0;
  std::stop_token stop = {};
};

struct ChildEnd {
  int exit_code = 0;  // 128 and the signal's number where a signal ended it
  std::string output;
  std::string last_errors;  // the end of its standard error
};

// Errors: not_found (no such program), timeout (too long, or asked to stop), too_large (output), io.
Result<ChildEnd> run_child(const ChildProgram& program);

// Where `name` lies in PATH, or `name` itself where it is a path; none where there is no such program.
std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace pith
