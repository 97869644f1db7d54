#include "base/open_files.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace pith {
namespace {

TEST(OpenFiles, AreAsManyAsTheSystemAllows) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit few{std::min<rlim_t>(before.rlim_max, 256), before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  allow_many_open_files();
  rlimit after{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_EQ(after.rlim_cur, std::min<rlim_t>(before.rlim_max, 65'536));
  ::setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace
}  // namespace pith
