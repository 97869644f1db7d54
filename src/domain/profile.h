// What an insight is compared by: its telling words and its direction among all subjects. Made by stages/storyline,
// kept in memory by index, stored by whoever likes as bytes. Plain values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"

namespace pith {

struct Term {
  std::uint32_t id = 0;  // hash of the stem
  float weight = 0;
  float said = 0;  // its weight among the words of headline and text, however often; 0 where it only names a topic
  bool operator==(const Term&) const = default;
};

// Whose profile it is, and what order and lists need to know of it.
struct ProfileKey {
  std::string insight_id;
  std::string episode_id;
  std::string show_id;
  Time published{};
  bool operator==(const ProfileKey&) const = default;
};

struct Profile {
  ProfileKey key;
  std::vector<Term>
      terms;  // by id, weights of length 1 together, and those said likewise; empty where no word tells anything
  std::vector<std::int8_t> vector;  // its direction; all zeros where no word is known
  bool operator==(const Profile&) const = default;
};

// How near two profiles are: cosines, 0..1 for terms, -1..1 for vectors. Terms tell a common subject, what is said a
// common claim.
struct Nearness {
  double terms = 0;
  double vector = 0;
  double said = 0;
  bool operator==(const Nearness&) const = default;
};

// Another insight and how near it is.
struct Neighbour {
  ProfileKey key;
  Nearness nearness;
  bool operator==(const Neighbour&) const = default;
};

// "First said": by (published, id), never by arrival (invariant 3).
bool said_before(const ProfileKey& a, const ProfileKey& b);

// A unit vector as bytes; a component is off by less than a hundredth of the largest.
std::vector<std::int8_t> quantised(std::span<const float> vector);
// Their scalar product; both of equal dimensions.
std::int32_t dot(std::span<const std::int8_t> a, std::span<const std::int8_t> b);
// The cosine by the product and both vectors' products with themselves; the same from either side. 0 where one is zero.
double cosine_of(std::int32_t product, std::int32_t square, std::int32_t other_square);
// The cosine of two directions of equal dimensions; 0 where either is all zeros or their dimensions differ.
double cosine(std::span<const std::int8_t> a, std::span<const std::int8_t> b);
double cosine(std::span<const Term> a, std::span<const Term> b, float Term::* weight = &Term::weight);
Nearness nearness_of(const Profile& a, const Profile& b);

}  // namespace pith
