#include "app/spool.h"

#include <fstream>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::app {
namespace {

TEST(Spool, GivesEachLineOfItsInput) {
  const test::TempFolder folder;
  std::ofstream(folder / "lines") << "one\n\nthree";
  auto input = Input::open((folder / "lines").string());
  ASSERT_TRUE(input);
  auto spool = Spool::of(*input, folder / "");
  ASSERT_TRUE(spool) << spool.error().log_line();
  EXPECT_EQ(spool->next_line(), "one");
  EXPECT_EQ(spool->next_line(), "");
  EXPECT_EQ(spool->next_line(), "three");
  EXPECT_EQ(spool->next_line(), std::nullopt);
}

TEST(Spool, LeavesNothingInItsFolder) {
  const test::TempFolder folder;
  std::filesystem::create_directory(folder / "home");
  std::ofstream(folder / "lines") << "one\n";
  auto input = Input::open((folder / "lines").string());
  ASSERT_TRUE(input);
  const auto spool = Spool::of(*input, folder / "home");
  ASSERT_TRUE(spool) << spool.error().log_line();
  EXPECT_TRUE(std::filesystem::is_empty(folder / "home"));
}

}  // namespace
}  // namespace pith::app
