#include "text/embed.h"

#include <cmath>
#include <numeric>

#include "text/words.h"

namespace pith::text {

double dot(std::span<const float> a, std::span<const float> b) {
  return static_cast<double>(std::inner_product(a.begin(), a.end(), b.begin(), 0.0F));
}

void normalise(std::span<float> vector) {
  const auto length = static_cast<float>(std::sqrt(dot(vector, vector)));
  if (length <= 0) return;
  for (float& component : vector) component /= length;
}

Result<std::vector<Vector>> WordVectorEmbedder::embed(std::span<const Passage> passages) const {
  std::vector<Vector> vectors;
  vectors.reserve(passages.size());
  for (const Passage& passage : passages) vectors.push_back(embed_one(passage));
  return vectors;
}

Vector WordVectorEmbedder::embed_one(const Passage& passage) const {
  Vector sum(model_.dimensions(), 0.0F);
  for (const Field& field : passage) add_words(field, sum);
  if (dot(sum, sum) <= 0) return sum;
  normalise(sum);
  for (std::size_t n = 0; n < sum.size(); ++n) sum[n] -= model_.common()[n];
  normalise(sum);
  return sum;
}

void WordVectorEmbedder::add_words(const Field& field, Vector& sum) const {
  const std::string lowered = lower(field.text);
  std::size_t at = 0;
  for (auto word = next_word(lowered, at); !word.empty(); word = next_word(lowered, at)) {
    const auto known = model_.find(base_form(word));
    if (!known) continue;
    const float factor = known->weight * known->scale * field.weight;
    for (std::size_t n = 0; n < sum.size(); ++n) sum[n] += factor * static_cast<float>(known->components[n]);
  }
}

}  // namespace pith::text
