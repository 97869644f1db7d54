#include "stages/insight/background.h"

#include <algorithm>
#include <cmath>

#include "stages/insight/byte_reader.h"
#include "stages/insight/ngram_hash.h"
#include "stages/insight/word_classes.h"

namespace pith::insight {

namespace {

constexpr std::string_view magic = "pithtalk1\n";
constexpr std::size_t max_words = 1'000'000;
constexpr std::size_t max_dimensions = 1024;
constexpr std::size_t class_words = 512;  // more than word_classes holds
constexpr float rarity_step = 1.0F / 16;  // of the byte that stores it

Error damaged() {
  return {ErrorKind::corrupt, "The model file of words (talk-en.bin) is damaged; reinstall Pith or train it again."};
}

}  // namespace

// The file: magic; u32 words, u32 with a vector (the first so many), u32 dimensions; u64 hashes; u8 rarities in steps
// of 1/16; i8 vectors.
Result<std::shared_ptr<const Background>> Background::parse(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.bytes(magic.size()) != magic) return std::unexpected(damaged());
  const auto words = reader.number<std::uint32_t>();
  const auto with_vector = reader.number<std::uint32_t>();
  const auto dimensions = reader.number<std::uint32_t>();
  if (!reader.ok() || words > max_words || with_vector > words || dimensions > max_dimensions)
    return std::unexpected(damaged());
  const auto hashes = reader.numbers<std::uint64_t>(words);
  const auto rarities = reader.numbers<std::uint8_t>(words);
  auto vectors = reader.numbers<std::int8_t>(std::size_t{with_vector} * dimensions);
  if (!reader.ok() || !reader.at_end()) return std::unexpected(damaged());

  std::shared_ptr<Background> background(new Background(words + class_words));
  background->dimensions_ = dimensions;
  background->vectors_ = std::move(vectors);
  for (std::size_t row = 0; row < hashes.size(); ++row) {
    const float rarity = static_cast<float>(rarities[row]) * rarity_step;
    background->words_.at(hashes[row]) = {rarity, 0, row < with_vector ? static_cast<std::int32_t>(row) : -1};
    background->unknown_.rarity = std::max(background->unknown_.rarity, rarity);
  }
  background->add_classes();
  return background;
}

void Background::add_classes() {
  for (const auto& row : word_classes)
    for (std::size_t at = 0; at < row.words.size();) {
      const auto end = std::min(row.words.find(' ', at), row.words.size());
      words_.at(hash_of(row.words.substr(at, end - at))).classes |= bit(row.kind);
      at = end + 1;
    }
}

float Background::vector_weight(float rarity) {
  constexpr float smoothing = 1e-3F;
  constexpr float words_a_cue = 16;
  return smoothing / (smoothing + std::exp(-rarity) / words_a_cue);
}

}  // namespace pith::insight
