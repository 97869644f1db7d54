#include "base/ids.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(Ids, AreKnownByTheirForm) {
  EXPECT_TRUE(is_id(make_id("in", {"ep_one", "12"}), "in"));
  for (const auto* other : {"in_progress", "in_", "", "ep_abcdefghijkl", "in_abcdefghijk1", "in-abcdefghijkl"})
    EXPECT_FALSE(is_id(other, "in")) << other;
}

// Kept in every home: another id for the same keys would make everything new.
TEST(Ids, StayWhatTheyAre) {
  EXPECT_EQ(make_id("ep", {"sh_a", "guid"}), "ep_zbvxyiaqbccl");
  EXPECT_EQ(make_id("sh", {}), "sh_4oymiquy7qob");
}

}  // namespace
}  // namespace pith
