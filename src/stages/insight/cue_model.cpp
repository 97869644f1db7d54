#include "stages/insight/cue_model.h"

#include <algorithm>
#include <cmath>

#include "stages/insight/byte_reader.h"
#include "stages/insight/dense.h"
#include "stages/insight/grams.h"
#include "stages/insight/running_sums.h"

namespace pith::insight {

namespace {

constexpr std::string_view magic = "pithcue2\n";
constexpr std::size_t max_grams = 2'000'000;
constexpr std::size_t max_calibration = 1000;
constexpr std::size_t max_name = 100;
constexpr int context = 4;    // cues on either side whose words and meaning count as context
constexpr int near_cues = 3;  // cues on either side whose first layer's scores the trees see one by one
constexpr double least_mass = 1e-6;

// What the trees see of a cue: the first layer's scores of it and of each near cue, their means over 4 and 10 cues
// around, and the dense features of it, before it and after it.
struct Reach {
  int first;
  int last;
};
constexpr std::array<Reach, 9> voice_reach{
    {{0, 0}, {-3, -3}, {-2, -2}, {-1, -1}, {1, 1}, {2, 2}, {3, 3}, {-4, 4}, {-10, 10}}};
constexpr std::array<Reach, 3> dense_reach{{{0, 0}, {-near_cues, -1}, {1, near_cues}}};

std::size_t tree_features(std::size_t voices, std::size_t dense) {
  return voice_reach.size() * voices + dense_reach.size() * dense;
}

double probability(double score) { return 1 / (1 + std::exp(-score)); }

Error damaged(std::string_view what) {
  return {ErrorKind::corrupt,
          "The model file of the distiller (cue-en.bin) is damaged; reinstall Pith or train it again.",
          std::string(what)};
}

std::string read_text(ByteReader& reader) {
  const auto size = reader.number<std::uint16_t>();
  return size > max_name ? std::string() : std::string(reader.bytes(size));
}

bool read_names(ByteReader& reader) {
  if (reader.number<std::uint32_t>() != dense_names().size()) return false;
  return std::ranges::all_of(dense_names(), [&](std::string_view name) { return read_text(reader) == name; });
}

}  // namespace

// The file: magic; version; names of the dense features; u32 dimensions of the vectors; n-grams; for each head f32 bias
// and weights of the numbers; the network; trees; f32 x11 mix; u32 points of the calibration, f32 in, f32 out. A text
// is u16 and bytes.
Result<std::shared_ptr<const CueModel>> CueModel::parse(std::string_view bytes, const Background& background) {
  ByteReader reader(bytes);
  if (reader.bytes(magic.size()) != magic) return std::unexpected(damaged("magic"));
  std::shared_ptr<CueModel> model(new CueModel);
  model->version_ = read_text(reader);
  if (!read_names(reader)) return std::unexpected(damaged("other features"));
  if (!model->read(reader, background) || !reader.at_end()) return std::unexpected(damaged("body"));
  return model;
}

bool CueModel::read(ByteReader& reader, const Background& background) {
  const auto dimensions = reader.number<std::uint32_t>();
  if (dimensions != background.dimensions() || !read_grams(reader)) return false;
  for (std::size_t head = 0; head < heads; ++head) {
    bias_[head] = reader.number<float>();
    numbers_[head] = reader.numbers<float>(dense_names().size() + 2 * std::size_t{dimensions});
  }
  if (!net_.read(reader, dense_names().size())) return false;
  if (!trees_.read(reader, tree_features(voices, dense_names().size()))) return false;
  for (auto& part : mix_) part = reader.number<float>();
  const auto points = reader.number<std::uint32_t>();
  if (!reader.ok() || points == 0 || points > max_calibration) return false;
  calibration_in_ = reader.numbers<float>(points);
  calibration_out_ = reader.numbers<float>(points);
  return reader.ok() && std::ranges::is_sorted(calibration_in_);
}

// u32 n-grams; u64 hashes; then for each f32 rarity, its weights as part of the cue, as part of the context.
bool CueModel::read_grams(ByteReader& reader) {
  const auto grams = reader.number<std::uint32_t>();
  if (!reader.ok() || grams > max_grams) return false;
  const auto hashes = reader.numbers<std::uint64_t>(grams);
  const auto values = reader.numbers<Gram>(grams);
  if (!reader.ok()) return false;
  grams_ = HashTable<Gram>(grams);
  for (std::size_t row = 0; row < hashes.size(); ++row) grams_.at(hashes[row]) = values[row];
  return true;
}

std::vector<CueModel::GramSums> CueModel::gram_sums(const Talk& talk) const {
  std::vector<GramSums> sums(talk.cues.size());
  const auto add = [this](GramSums& sum, std::uint64_t hash) {
    const auto* gram = grams_.find(hash);
    if (gram == nullptr) return;
    sum.mass += gram->rarity;
    for (std::size_t head = 0; head < heads; ++head) {
      sum.cue[head] += gram->cue[head];
      sum.context[head] += gram->context[head];
    }
  };
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue)
    visit_grams(talk, cue, [&](std::uint64_t hash) { add(sums[cue], hash); });
  return sums;
}

Matrix CueModel::first_layer(const Talk& talk, const Background& background, const Matrix& dense) const {
  const auto read = net_.scores(talk, dense);
  Matrix scores(talk.cues.size(), voices);
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue)
    std::ranges::copy(read.row(cue), scores.row(cue).begin() + heads);
  head_scores(talk, background, dense, scores);
  return scores;
}

// Into the first columns.
void CueModel::head_scores(const Talk& talk, const Background& background, const Matrix& dense, Matrix& scores) const {
  const auto meaning = meaning_features(talk, background);
  const RunningSums meaning_sums(meaning);
  const auto sums = gram_sums(talk);
  std::vector<float> numbers;
  std::vector<float> around(meaning.columns());
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    meaning_sums.mean(cue, -context, context, around);
    numbers.assign(dense.row(cue).begin(), dense.row(cue).end());
    numbers.insert(numbers.end(), meaning.row(cue).begin(), meaning.row(cue).end());
    numbers.insert(numbers.end(), around.begin(), around.end());
    const auto first = cue < context ? 0 : cue - context;
    const auto last = std::min(cue + context + 1, sums.size());
    for (std::size_t head = 0; head < heads; ++head) {
      double beside = 0;
      double mass = 0;
      for (auto other = first; other < last; ++other) {
        if (other == cue) continue;
        beside += sums[other].context[head];
        mass += sums[other].mass;
      }
      double score = bias_[head] + sums[cue].cue[head] / std::sqrt(std::max(sums[cue].mass, least_mass)) +
                     beside / std::sqrt(std::max(mass, least_mass));
      for (std::size_t k = 0; k < numbers.size(); ++k) score += numbers_[head][k] * numbers[k];
      scores.row(cue)[head] = static_cast<float>(score);
    }
  }
}

CueScores CueModel::scores(const Talk& talk, const Background& background) const {
  const auto dense = dense_features(talk);
  const auto first = first_layer(talk, background, dense);
  const RunningSums voice_sums(first);
  const RunningSums dense_sums(dense);
  std::vector<float> row(tree_features(voices, dense.columns()));
  CueScores scores{std::vector<float>(talk.cues.size()), std::vector<float>(talk.cues.size())};
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    std::size_t at = 0;
    for (const auto& reach : voice_reach) {
      voice_sums.mean(cue, reach.first, reach.last, std::span(row).subspan(at, voices));
      at += voices;
    }
    for (const auto& reach : dense_reach) {
      dense_sums.mean(cue, reach.first, reach.last, std::span(row).subspan(at, dense.columns()));
      at += dense.columns();
    }
    auto& worth = scores.worth[cue];
    worth = mix_.front() * trees_.score(row) + mix_.back();
    const auto voice = first.row(cue);
    for (std::size_t k = 0; k < voices; ++k) worth += mix_[k + 1] * static_cast<float>(probability(voice[k]));
    scores.key[cue] =
        static_cast<float>(probability(voice[key_head]) + probability(voice[heads + ContextNet::key])) / 2;
  }
  return scores;
}

double CueModel::calibrated(double passage_score) const {
  const auto score = static_cast<float>(passage_score);
  const auto above = std::ranges::upper_bound(calibration_in_, score);
  if (above == calibration_in_.begin()) return calibration_out_.front();
  if (above == calibration_in_.end()) return calibration_out_.back();
  const auto at = static_cast<std::size_t>(above - calibration_in_.begin());
  const auto share = (score - calibration_in_[at - 1]) / (calibration_in_[at] - calibration_in_[at - 1]);
  return calibration_out_[at - 1] + share * (calibration_out_[at] - calibration_out_[at - 1]);
}

std::vector<float> tellings(const CueScores& scores) {
  constexpr float key_share = 8;  // chosen by the likeness of texts to the editors' own, on cross-validated answers
  auto all = scores.worth;
  for (std::size_t cue = 0; cue < all.size(); ++cue) all[cue] += key_share * scores.key[cue];
  return all;
}

}  // namespace pith::insight
