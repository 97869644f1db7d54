// Boosted regression trees: the sum of one leaf of each tree. Immutable after parsing; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stages/insight/byte_reader.h"

namespace pith::insight {

class Trees {
 public:
  // Reads the trees from a model file; false where they are damaged. Only features below `features` are used.
  bool read(ByteReader& reader, std::size_t features);
  float score(std::span<const float> features) const;

 private:
  // A node's left child follows it; a leaf has no right child (0) and its value in `threshold`.
  struct Node {
    float threshold = 0;
    std::uint16_t feature = 0;
    std::uint16_t right = 0;  // distance from the node
  };
  float base_ = 0;
  std::vector<std::uint32_t> roots_;
  std::vector<Node> nodes_;
};

}  // namespace pith::insight
