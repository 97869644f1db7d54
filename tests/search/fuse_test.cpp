#include "search/fuse.h"

#include <gtest/gtest.h>

namespace pith::search {
namespace {

using Ids = std::vector<std::string>;

TEST(Fuse, PutsFirstWhatSeveralRankingsHave) {
  EXPECT_EQ(fuse(std::vector<Ranking>{{{"a", "b", "c"}, 1}, {{"c", "d"}, 1}}), (Ids{"c", "a", "b", "d"}));
}

TEST(Fuse, CountsARankingByItsWeight) {
  EXPECT_EQ(fuse(std::vector<Ranking>{{{"a"}, 0.3}, {{"b"}, 1}}), (Ids{"b", "a"}));
}

TEST(Fuse, KeepsEqualOnesInTheOrderMet) {
  EXPECT_EQ(fuse(std::vector<Ranking>{{{"a"}, 1}, {{"b"}, 1}}), (Ids{"a", "b"}));
  EXPECT_TRUE(fuse({}).empty());
}

}  // namespace
}  // namespace pith::search
