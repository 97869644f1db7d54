// A file that a command line names, or standard input where the name is "-". Opened once and never gone back in, so
// that a pipe will do. A byte order mark is left out; what one says is UTF-16 is read whole and given as UTF-8. Not
// thread-safe.
#pragma once

#include <fstream>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::app {

inline constexpr std::string_view standard_input = "-";

class Input {
 public:
  // Reads the beginning already. not_found where the file cannot be opened.
  static Result<Input> open(const std::string& name);

  const std::string& name() const { return name_; }  // for messages: "standard input" or the file's
  // What is not yet taken of the first 64 KiB; shorter only where all is shorter.
  std::string_view beginning() const;
  std::optional<std::string> next_line();  // without its end; empty at the end
  std::string rest();                      // all that is not yet taken

 private:
  explicit Input(std::string name) : name_(std::move(name)) {}
  std::istream& stream();
  void keep(std::string text);  // all that is left

  std::string name_;
  std::unique_ptr<std::ifstream> file_;  // none for standard input
  std::string kept_;
  std::size_t at_ = 0;  // in kept_: what is taken
};

// All bytes of a file or standard input; none where there is no such file.
Result<std::optional<std::string>> read_input(const std::string& name);

}  // namespace pith::app
