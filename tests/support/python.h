// Runs a script of tests/support with Debian's Python, which has what the tests need.
#pragma once

#include <string>
#include <string_view>

namespace pith::test {

// What the script prints, given `input` on its standard input; the test fails where it fails.
std::string run_python(std::string_view script, std::string_view input);

}  // namespace pith::test
