#include "stages/insight/trees.h"

namespace pith::insight {

namespace {
constexpr std::size_t max_nodes = 4'000'000;
}

// In the file: f32 base; u32 trees, u32 nodes; u32 roots; then for each node f32 threshold, u16 feature, u16 right.
// Children lie behind their parent and within the nodes, so that every walk ends.
bool Trees::read(ByteReader& reader, std::size_t features) {
  base_ = reader.number<float>();
  const auto trees = reader.number<std::uint32_t>();
  const auto nodes = reader.number<std::uint32_t>();
  if (!reader.ok() || nodes > max_nodes || trees > nodes) return false;
  roots_ = reader.numbers<std::uint32_t>(trees);
  nodes_ = reader.numbers<Node>(nodes);
  if (!reader.ok()) return false;
  for (const auto root : roots_)
    if (root >= nodes_.size()) return false;
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    const auto& node = nodes_[at];
    if (node.right != 0 && (node.right < 2 || at + node.right >= nodes_.size() || node.feature >= features))
      return false;
  }
  return true;
}

float Trees::score(std::span<const float> features) const {
  float sum = base_;
  for (const auto root : roots_) {
    const auto* node = &nodes_[root];
    while (node->right != 0) node += features[node->feature] < node->threshold ? 1 : node->right;
    sum += node->threshold;
  }
  return sum;
}

}  // namespace pith::insight
