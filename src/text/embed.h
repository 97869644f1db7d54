// A text as a vector whose direction is its subject: near vectors, near subjects.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/word_model.h"

namespace pith::text {

using Vector = std::vector<float>;

// A part of a passage and how much it counts: a headline says more than the words below it.
struct Field {
  std::string_view text;
  float weight = 1;
};
using Passage = std::vector<Field>;

class Embedder {
 public:
  virtual ~Embedder() = default;
  // Changes whenever equal texts may get other vectors; vectors of different names must never be compared.
  virtual std::string_view name() const = 0;
  virtual std::size_t dimensions() const = 0;
  // One vector a passage, in order: of length 1, or all zeros where nothing in it is known. May block; any thread may
  // call it. An engine that cannot weigh fields may repeat or join them.
  virtual Result<std::vector<Vector>> embed(std::span<const Passage> passages) const = 0;
};

// The built-in one: the mean of the words' vectors, rare words counting more, less what all passages share (smooth
// inverse frequency; Arora, Liang and Ma, 2017). Needs no network; some ten microseconds a passage.
class WordVectorEmbedder final : public Embedder {
 public:
  // `model` must outlive it.
  explicit WordVectorEmbedder(const WordModel& model) : model_(model) {}
  std::string_view name() const override { return "builtin-en-1"; }
  std::size_t dimensions() const override { return model_.dimensions(); }
  Result<std::vector<Vector>> embed(std::span<const Passage> passages) const override;

 private:
  Vector embed_one(const Passage& passage) const;
  void add_words(const Field& field, Vector& sum) const;

  const WordModel& model_;
};

// Their scalar product; the cosine where both have length 1. Both must have the same dimensions.
double dot(std::span<const float> a, std::span<const float> b);
// To length 1; zeros stay zeros.
void normalise(std::span<float> vector);

}  // namespace pith::text
