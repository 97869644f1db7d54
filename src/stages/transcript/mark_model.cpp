#include "stages/transcript/mark_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "stages/transcript/mark.h"

namespace pith::transcript {

namespace {

constexpr std::string_view magic = "PITHMARK";
constexpr std::uint32_t version = 1;

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

// Little-endian values in order; the sum of lengths is checked before.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  T take() {
    T value{};
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::vector<std::int8_t> take_weights(std::size_t count) {
    std::vector<std::int8_t> weights(count);
    std::memcpy(weights.data(), bytes_.data(), count);
    bytes_.remove_prefix(count);
    return weights;
  }

 private:
  std::string_view bytes_;
};

MarkHead read_head(Cursor& cursor) {
  MarkHead head;
  head.bias = cursor.take<float>();
  for (auto& weight : head.dense) weight = cursor.take<float>();
  head.unit_scale = cursor.take<float>();
  head.units = cursor.take_weights(mark_buckets);
  head.context_scale = cursor.take<float>();
  head.context = cursor.take_weights(mark_buckets);
  return head;
}

constexpr std::size_t header_size = magic.size() + 3 * sizeof(std::uint32_t);
constexpr std::size_t file_size = header_size + 2 * mark_head_bytes + sizeof(std::uint32_t);

float sum_of(const std::vector<std::int8_t>& weights, const std::vector<std::uint32_t>& buckets) {
  int sum = 0;
  for (const auto bucket : buckets) sum += weights[bucket];
  return static_cast<float>(sum);
}

}  // namespace

Result<MarkModel> MarkModel::parse(std::string_view bytes) {
  const auto corrupt = [](const char* why) {
    return fail(ErrorKind::corrupt, "the model of ads and chatter (marks-en.bin) is damaged", why);
  };
  if (!bytes.starts_with(magic) || bytes.size() != file_size) return corrupt("not a model, or of another size");
  Cursor end(bytes.substr(bytes.size() - sizeof(std::uint32_t)));
  if (end.take<std::uint32_t>() != crc32(bytes.substr(0, bytes.size() - sizeof(std::uint32_t))))
    return corrupt("checksum");
  Cursor cursor(bytes.substr(magic.size()));
  if (cursor.take<std::uint32_t>() != version) return corrupt("another version");
  if (cursor.take<std::uint32_t>() != mark_buckets || cursor.take<std::uint32_t>() != mark_dense)
    return corrupt("other features");
  auto weights = std::make_shared<MarkWeights>();
  weights->ads = read_head(cursor);
  weights->aside = read_head(cursor);
  return MarkModel(std::move(weights));
}

std::vector<float> score_cues(const MarkHead& head, const std::vector<MarkFeatures>& features) {
  std::vector<float> context_sums{0};
  std::vector<float> word_sums{0};
  for (const auto& row : features) {
    context_sums.push_back(context_sums.back() + sum_of(head.context, row.words));
    word_sums.push_back(word_sums.back() + static_cast<float>(row.words.size()));
  }
  std::vector<float> scores;
  scores.reserve(features.size());
  for (std::size_t n = 0; n < features.size(); ++n) {
    const auto first = n > mark_window ? n - mark_window : 0;
    const auto last = std::min(n + mark_window + 1, features.size());
    const float words = std::max(1.0F, word_sums[last] - word_sums[first]);
    const float context =
        (context_sums[last] - context_sums[first]) * head.context_scale * mark_context_scale / std::sqrt(words);
    scores.push_back(std::inner_product(head.dense.begin(), head.dense.end(), features[n].dense.begin(), head.bias) +
                     sum_of(head.units, features[n].units) * head.unit_scale + context);
  }
  return scores;
}

}  // namespace pith::transcript
