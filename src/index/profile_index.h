// The profiles of all insights in memory, to find the nearest ones in a millisecond: postings for words, a scan over
// vectors of bytes. Exact up to some 200,000. Safe to use from several threads: many look, one changes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/profile.h"

namespace pith::index {

// What counts as near: term_share * terms + vector_share * vector, from `floor` up, the `most` nearest. The insight
// itself and those of its episode are left out.
struct Search {
  double term_share = 0;
  double vector_share = 0;
  double floor = 0;
  std::size_t most = SIZE_MAX;
};

class ProfileIndex {
 public:
  // Adds it, or replaces what stands under its insight id.
  void put(const Profile& profile);
  void remove(std::string_view insight_id);
  std::size_t size() const;
  bool has(std::string_view insight_id) const;
  // Nearest first; equally near ones by id.
  std::vector<Neighbour> near(const Profile& profile, const Search& search) const;
  // By direction alone: the `most` that are at least `floor` near, of those that `admits`; nearest first.
  std::vector<Neighbour> towards(std::span<const std::int8_t> vector, double floor, std::size_t most,
                                 const std::function<bool(const ProfileKey&)>& admits) const;

 private:
  struct Posting {
    std::uint32_t slot = 0;
    float weight = 0;
    float said = 0;
  };
  struct Sums {
    float weight = 0;
    float said = 0;
  };
  struct Texthash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void forget(std::uint32_t slot);
  void close_gaps();
  std::vector<Sums> term_scores(std::span<const Term> terms) const;
  std::vector<Nearness> measure(const Profile& profile) const;
  struct Scored {
    double score = 0;
    std::uint32_t slot = 0;
  };
  void keep_best(std::vector<Scored>& found, std::size_t most) const;

  // Whoever waits to change holds the turn meanwhile, so that a stream of lookers cannot keep it waiting for good.
  std::shared_lock<std::shared_mutex> to_look() const;
  std::unique_lock<std::shared_mutex> to_change();

  mutable std::mutex turn_;
  mutable std::shared_mutex mutex_;
  std::size_t dimensions_ = 0;
  std::vector<ProfileKey> keys_;  // by slot; a slot without an insight id is empty
  std::vector<std::int8_t> vectors_;
  std::vector<std::int32_t> squares_;  // each vector's product with itself
  std::unordered_map<std::uint32_t, std::vector<Posting>> postings_;
  std::unordered_map<std::string, std::uint32_t, Texthash, std::equal_to<>> slots_;
};

}  // namespace pith::index
