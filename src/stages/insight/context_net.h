// A small convolutional network that reads each cue with the fourteen to either side and says six things of it: whether
// an editor keeps it, keeps it for a good insight, takes it for the key sentence; whether it is chatter, an ad; and its
// worth. It was taught by a larger network (tools/train_context). Part of data/models/cue-en.bin. Immutable and
// thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stages/insight/byte_reader.h"
#include "stages/insight/matrix.h"
#include "stages/insight/talk.h"

namespace pith::insight {

class ContextNet {
 public:
  static constexpr std::size_t outputs = 6;
  static constexpr std::size_t key = 2;

  // Reads the network from a model file; false where it is damaged or of another number of dense features.
  bool read(ByteReader& reader, std::size_t dense_features);
  // One row of log odds a cue.
  Matrix scores(const Talk& talk, const Matrix& dense) const;

 private:
  static constexpr std::size_t hidden = 64;
  static constexpr std::size_t taps = 5;  // cues that one layer joins
  using Row = std::array<float, hidden>;
  struct Layer {
    std::size_t dilation = 1;
    std::array<std::vector<Row>, taps> weights;  // of each tap, a row an input
    Row bias{};
  };

  bool read_embedding(ByteReader& reader);
  void embed(const Talk& talk, std::size_t cue, std::span<float> out) const;
  std::vector<Row> read_cues(const Talk& talk, const Matrix& dense) const;
  static std::vector<Row> joined(const Layer& layer, const std::vector<Row>& cues);

  std::uint64_t buckets_ = 0;  // a power of two
  std::size_t dimensions_ = 0;
  std::vector<std::int8_t> vectors_;
  std::vector<float> scales_;  // of each bucket's vector
  std::vector<float> mean_;    // of the dense features
  std::vector<float> spread_;  // one over it
  std::vector<Row> input_;     // a row an input: the vector's dimensions, then the dense features
  Row input_bias_{};
  std::vector<Layer> layers_;
  std::vector<float> head_;  // hidden x outputs
  std::array<float, outputs> head_bias_{};
};

}  // namespace pith::insight
