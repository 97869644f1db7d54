#include "support/python.h"

#include <array>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::test {

std::string run_python(std::string_view script, std::string_view input) {
  const TempFolder folder;
  write_file(folder / "input", input);
  const auto path = in_repository("tests/support") / script;
  const auto command = fmt::format("/usr/bin/python3 '{}' < '{}'", path.string(), (folder / "input").string());
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string out;
  std::array<char, 4096> piece{};
  while (const auto got = std::fread(piece.data(), 1, piece.size(), pipe)) out.append(piece.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return out;
}

}  // namespace pith::test
