#include "stages/insight/context_net.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "stages/insight/grams.h"

namespace pith::insight {

namespace {

constexpr std::uint32_t max_buckets = 1U << 22U;
constexpr std::uint32_t max_dimensions = 512;
constexpr std::uint32_t max_layers = 8;
constexpr std::uint32_t max_dilation = 64;
constexpr float most_spread = 5;  // a dense feature further off is taken for this far

template <class Row>
void add_scaled(Row& sum, const Row& row, float by) {
  for (std::size_t k = 0; k < row.size(); ++k) sum[k] += by * row[k];
}

// So much of a row at a time that the sums stay in registers.
constexpr std::size_t block = 16;

template <class Row>
void add_product(Row& sum, std::span<const float> inputs, const std::vector<Row>& weights) {
  static_assert(std::tuple_size_v<Row> % block == 0);
  for (std::size_t first = 0; first < sum.size(); first += block) {
    std::array<float, block> part;
    std::copy_n(sum.begin() + first, block, part.begin());
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (inputs[k] == 0) continue;
      const auto* weight = weights[k].data() + first;
      for (std::size_t at = 0; at < block; ++at) part[at] += inputs[k] * weight[at];
    }
    std::copy_n(part.begin(), block, sum.begin() + first);
  }
}

template <class Row>
void cut_negative(Row& row) {
  for (auto& value : row) value = std::max(value, 0.0F);
}

}  // namespace

// u32 buckets, dimensions; i8 vectors, f32 scales; f32 mean and 1/spread of the dense features; input weights and bias;
// u32 layers, of each u32 dilation, weights by tap, bias; head weights and bias. All weights f32, a row an input.
bool ContextNet::read(ByteReader& reader, std::size_t dense_features) {
  if (!read_embedding(reader)) return false;
  mean_ = reader.numbers<float>(dense_features);
  spread_ = reader.numbers<float>(dense_features);
  input_ = reader.numbers<Row>(dimensions_ + dense_features);
  input_bias_ = reader.number<Row>();
  const auto layers = reader.number<std::uint32_t>();
  if (!reader.ok() || layers > max_layers) return false;
  for (std::uint32_t k = 0; k < layers; ++k) {
    Layer layer;
    layer.dilation = reader.number<std::uint32_t>();
    for (auto& tap : layer.weights) tap = reader.numbers<Row>(hidden);
    layer.bias = reader.number<Row>();
    if (!reader.ok() || layer.dilation > max_dilation) return false;
    layers_.push_back(std::move(layer));
  }
  head_ = reader.numbers<float>(hidden * outputs);
  for (auto& bias : head_bias_) bias = reader.number<float>();
  return reader.ok();
}

bool ContextNet::read_embedding(ByteReader& reader) {
  const auto buckets = reader.number<std::uint32_t>();
  const auto dimensions = reader.number<std::uint32_t>();
  if (!std::has_single_bit(buckets) || buckets > max_buckets || dimensions == 0 || dimensions > max_dimensions)
    return false;
  buckets_ = buckets;
  dimensions_ = dimensions;
  vectors_ = reader.numbers<std::int8_t>(std::size_t{buckets} * dimensions);
  scales_ = reader.numbers<float>(buckets);
  return reader.ok();
}

// The sum of its n-grams' vectors over the root of their number.
void ContextNet::embed(const Talk& talk, std::size_t cue, std::span<float> out) const {
  std::ranges::fill(out, 0.0F);
  std::size_t grams = 0;
  visit_grams(talk, cue, [&](std::uint64_t hash) {
    const auto bucket = static_cast<std::size_t>(hash & (buckets_ - 1));
    const auto* vector = vectors_.data() + bucket * dimensions_;
    for (std::size_t k = 0; k < out.size(); ++k) out[k] += scales_[bucket] * static_cast<float>(vector[k]);
    ++grams;
  });
  const auto by = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(grams, 1)));
  for (auto& value : out) value *= by;
}

std::vector<ContextNet::Row> ContextNet::read_cues(const Talk& talk, const Matrix& dense) const {
  std::vector<Row> cues(talk.cues.size(), input_bias_);
  std::vector<float> inputs(dimensions_ + dense.columns());
  for (std::size_t cue = 0; cue < cues.size(); ++cue) {
    embed(talk, cue, std::span(inputs).first(dimensions_));
    const auto row = dense.row(cue);
    for (std::size_t k = 0; k < row.size(); ++k)
      inputs[dimensions_ + k] = std::clamp((row[k] - mean_[k]) * spread_[k], -most_spread, most_spread);
    add_product(cues[cue], inputs, input_);
    cut_negative(cues[cue]);
  }
  return cues;
}

// Each cue plus what the layer makes of it and its neighbours; beyond the ends there are zeros.
std::vector<ContextNet::Row> ContextNet::joined(const Layer& layer, const std::vector<Row>& cues) {
  std::vector<Row> out(cues.size());
  const auto size = static_cast<std::ptrdiff_t>(cues.size());
  for (std::ptrdiff_t cue = 0; cue < size; ++cue) {
    auto sum = layer.bias;
    for (std::size_t tap = 0; tap < taps; ++tap) {
      const auto steps = static_cast<std::ptrdiff_t>(tap) - static_cast<std::ptrdiff_t>(taps / 2);
      const auto other = cue + steps * static_cast<std::ptrdiff_t>(layer.dilation);
      if (other < 0 || other >= size) continue;
      add_product(sum, cues[static_cast<std::size_t>(other)], layer.weights[tap]);
    }
    cut_negative(sum);
    auto& made = out[static_cast<std::size_t>(cue)];
    made = cues[static_cast<std::size_t>(cue)];
    add_scaled(made, sum, 1.0F);
  }
  return out;
}

Matrix ContextNet::scores(const Talk& talk, const Matrix& dense) const {
  auto cues = read_cues(talk, dense);
  for (const auto& layer : layers_) cues = joined(layer, cues);
  Matrix scores(cues.size(), outputs);
  for (std::size_t cue = 0; cue < cues.size(); ++cue) {
    const auto row = scores.row(cue);
    std::ranges::copy(head_bias_, row.begin());
    for (std::size_t k = 0; k < hidden; ++k)
      for (std::size_t out = 0; out < outputs; ++out) row[out] += cues[cue][k] * head_[k * outputs + out];
  }
  return scores;
}

}  // namespace pith::insight
