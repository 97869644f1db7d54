// The trained model that says how likely an editor would keep a cue as part of an insight. Two layers: linear heads
// over words, pairs of words, dense features and meaning, each of the cue and of its neighbours, and a network that
// reads the cues around; then boosted trees over their scores and the dense features of the cue and around it. From
// data/models/cue-en.bin, which tools/train_distiller.py makes. Immutable and thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/insight/background.h"
#include "stages/insight/context_net.h"
#include "stages/insight/hash_table.h"
#include "stages/insight/matrix.h"
#include "stages/insight/talk.h"
#include "stages/insight/trees.h"

namespace pith::insight {

// Of each cue.
struct CueScores {
  std::vector<float> worth;  // expected, about 0..5
  std::vector<float> key;    // the chance that it is the key sentence of an insight, 0..1
};

// How much of a passage's claim each cue says: what is kept for its sake counts less than its key sentence.
std::vector<float> tellings(const CueScores& scores);

class CueModel {
 public:
  // corrupt where the bytes are no such file, or one of other features than this build computes.
  static Result<std::shared_ptr<const CueModel>> parse(std::string_view bytes, const Background& background);

  const std::string& version() const { return version_; }

  CueScores scores(const Talk& talk, const Background& background) const;
  // Worth to an editor, 0..5, of a passage with this score above its episode's level.
  double calibrated(double passage_score) const;

 private:
  static constexpr std::size_t heads = 3;  // kept, good, key
  static constexpr std::size_t key_head = 2;
  static constexpr std::size_t voices = heads + ContextNet::outputs;  // what the second layer hears
  struct Gram {
    float rarity = 0;
    std::array<float, heads> cue{};
    std::array<float, heads> context{};
  };
  // Of one cue: for each head the sum over its n-grams, as cue and as context of others; and their mass of rarity.
  struct GramSums {
    std::array<double, heads> cue{};
    std::array<double, heads> context{};
    double mass = 0;
  };

  CueModel() = default;
  bool read(class ByteReader& reader, const Background& background);
  bool read_grams(class ByteReader& reader);
  std::vector<GramSums> gram_sums(const Talk& talk) const;
  Matrix first_layer(const Talk& talk, const Background& background, const Matrix& dense) const;
  void head_scores(const Talk& talk, const Background& background, const Matrix& dense, Matrix& scores) const;

  std::string version_;
  HashTable<Gram> grams_{0};
  std::array<float, heads> bias_{};
  std::array<std::vector<float>, heads> numbers_;  // weights of dense, meaning, meaning around
  ContextNet net_;
  Trees trees_;
  std::array<float, voices + 2> mix_{};  // of the trees' score, of each voice's probability; constant
  std::vector<float> calibration_in_;    // rising passage scores
  std::vector<float> calibration_out_;   // worth at each
};

}  // namespace pith::insight
