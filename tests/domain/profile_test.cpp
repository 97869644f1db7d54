#include "domain/profile.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(SaidBefore, GoesByDateAndThenById) {
  const ProfileKey early{"in_z", "", "", from_micros(1)};
  const ProfileKey late{"in_a", "", "", from_micros(2)};
  const ProfileKey same_day{"in_b", "", "", from_micros(2)};
  EXPECT_TRUE(said_before(early, late));
  EXPECT_TRUE(said_before(late, same_day));
  EXPECT_FALSE(said_before(late, late));
}

TEST(Quantised, KeepsTheDirection) {
  std::vector<float> vector(128);
  for (std::size_t n = 0; n < vector.size(); ++n) vector[n] = static_cast<float>(n % 7) - 2.5F;
  std::vector<float> doubled = vector;
  for (float& component : doubled) component *= 2;
  EXPECT_NEAR(cosine(quantised(vector), quantised(doubled)), 1, 1e-9);
}

TEST(Quantised, LeavesZerosZero) {
  const std::vector<float> zeros(4, 0.0F);
  EXPECT_EQ(quantised(zeros), std::vector<std::int8_t>(4, 0));
  EXPECT_EQ(cosine(quantised(zeros), quantised(zeros)), 0);
}

TEST(Cosine, OfOppositeDirectionsIsMinusOne) {
  const std::vector<std::int8_t> a{3, -4};
  const std::vector<std::int8_t> b{-3, 4};
  EXPECT_NEAR(cosine(a, b), -1, 1e-9);
}

TEST(Cosine, OfDifferentDimensionsIsZero) {
  const std::vector<std::int8_t> a{1, 2};
  const std::vector<std::int8_t> b{1, 2, 3};
  EXPECT_EQ(cosine(a, b), 0);
}

TEST(Cosine, CountsTheTermsInBoth) {
  const std::vector<Term> a{{1, 0.6F}, {5, 0.8F}};
  const std::vector<Term> b{{2, 0.6F}, {5, 0.5F}, {9, 0.1F}};
  EXPECT_NEAR(cosine(a, b), 0.4, 1e-6);
  EXPECT_EQ(cosine(a, b), cosine(b, a));
}

}  // namespace
}  // namespace pith
