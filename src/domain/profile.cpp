#include "domain/profile.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace pith {
namespace {

constexpr std::size_t kBlock = 32;  // a constant number of steps, which compilers turn into a few wide instructions

}  // namespace

bool said_before(const ProfileKey& a, const ProfileKey& b) {
  return std::tie(a.published, a.insight_id) < std::tie(b.published, b.insight_id);
}

std::vector<std::int8_t> quantised(std::span<const float> vector) {
  float largest = 0;
  for (float component : vector) largest = std::max(largest, std::abs(component));
  std::vector<std::int8_t> bytes(vector.size(), 0);
  if (largest <= 0) return bytes;
  for (std::size_t n = 0; n < vector.size(); ++n)
    bytes[n] = static_cast<std::int8_t>(std::lround(vector[n] / largest * 127.0F));
  return bytes;
}

std::int32_t dot(std::span<const std::int8_t> a, std::span<const std::int8_t> b) {
  std::int32_t total = 0;
  std::size_t at = 0;
  for (; at + kBlock <= a.size(); at += kBlock) {
    std::int32_t sum = 0;
    for (std::size_t n = 0; n < kBlock; ++n)
      sum += static_cast<std::int16_t>(a[at + n]) * static_cast<std::int16_t>(b[at + n]);
    total += sum;
  }
  for (; at < a.size(); ++at) total += a[at] * b[at];
  return total;
}

double cosine_of(std::int32_t product, std::int32_t square, std::int32_t other_square) {
  const double squares = static_cast<double>(square) * static_cast<double>(other_square);
  return squares > 0 ? static_cast<double>(product) / std::sqrt(squares) : 0;
}

double cosine(std::span<const std::int8_t> a, std::span<const std::int8_t> b) {
  if (a.size() != b.size()) return 0;
  return cosine_of(dot(a, b), dot(a, a), dot(b, b));
}

double cosine(std::span<const Term> a, std::span<const Term> b, float Term::* weight) {
  float sum = 0;  // in the order of ids, as index::ProfileIndex adds: equal to the last bit from either side
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->id == right->id) sum += *left.*weight * *right.*weight;
    const bool step_left = left->id <= right->id;
    const bool step_right = right->id <= left->id;
    left += step_left ? 1 : 0;
    right += step_right ? 1 : 0;
  }
  return static_cast<double>(sum);
}

Nearness nearness_of(const Profile& a, const Profile& b) {
  return {cosine(a.terms, b.terms), cosine(a.vector, b.vector), cosine(a.terms, b.terms, &Term::said)};
}

}  // namespace pith
