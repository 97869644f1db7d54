#include "app/home_key.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::app {
namespace {

TEST(HomeKey, IsMadeOnceAndLeavesNoDraftBehindNorTouchesAnotherFile) {
  const test::TempFolder folder;
  std::ofstream(folder / "key.0a1b.draft") << "half";
  std::ofstream(folder / "key.bak") << "a copy";
  const Home home{.settings_file = {}, .folder = folder.path()};
  const auto key = home_key(home);
  ASSERT_TRUE(key) << key.error().log_line();
  EXPECT_EQ(*home_key(home), *key);
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) names.push_back(file.path().filename());
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"key", "key.bak"}));
}

}  // namespace
}  // namespace pith::app
