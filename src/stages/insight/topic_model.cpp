#include "stages/insight/topic_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "stages/insight/byte_reader.h"
#include "stages/insight/entities.h"
#include "stages/insight/ngram_hash.h"

namespace pith::insight {

namespace {

// Form of topics-en.bin, little-endian: u32 magic, u32 form, u64 fingerprint of the list, u32 topics, aliases,
// dimensions, features, names; f32 weights[features], names[names], topics[topics], aliases[aliases], offsets[topics],
// scales[topics]; i8 directions[topics][dimensions].
constexpr std::uint32_t magic = 0x43504F54;  // "TOPC"
constexpr std::uint32_t form = 1;

constexpr std::array<std::string_view, topic_features> feature_texts{
    "said", "kinds", "near", "dense", "share", "title", "meaning", "course", "key", "first", "unsaid"};

}  // namespace

std::span<const std::string_view> TopicModel::feature_names() { return feature_texts; }

Result<std::shared_ptr<const TopicModel>> TopicModel::parse(std::string_view list, std::string_view weights,
                                                            const text::WordModel& words) {
  auto topics = TopicList::parse(list);
  if (!topics) return std::unexpected(topics.error());
  std::shared_ptr<TopicModel> model(new TopicModel(*std::move(topics), words));
  if (!model->read(weights))
    return fail(ErrorKind::corrupt,
                "The weights of the topics are damaged or were learnt for another list of topics: both files "
                "(topics-en.tsv, topics-en.bin) must come from one build.");
  return model;
}

bool TopicModel::read(std::string_view weights) {
  ByteReader in(weights);
  const bool known = in.number<std::uint32_t>() == magic && in.number<std::uint32_t>() == form;
  const bool same_list = in.number<std::uint64_t>() == list_.fingerprint();
  const auto topics = in.number<std::uint32_t>();
  const auto aliases = in.number<std::uint32_t>();
  const auto dimensions = in.number<std::uint32_t>();
  const auto features = in.number<std::uint32_t>();
  const auto names = in.number<std::uint32_t>();
  if (!known || !same_list || topics != list_.topics().size() || aliases != list_.aliases() ||
      dimensions != words_.dimensions() || features != topic_features || names != name_features + 1)
    return false;
  weights_ = in.numbers<float>(features);
  names_ = in.numbers<float>(names);
  topics_ = in.numbers<float>(topics);
  aliases_ = in.numbers<float>(aliases);
  offsets_ = in.numbers<float>(topics);
  scales_ = in.numbers<float>(topics);
  directions_ = in.numbers<std::int8_t>(std::size_t{topics} * dimensions);
  version_ = fmt::format("{:08x}", static_cast<std::uint32_t>(hash_of(weights)));
  return in.ok() && in.at_end();
}

double TopicModel::nearness(std::size_t topic, std::span<const float> direction) const {
  const auto* row = directions_.data() + topic * direction.size();
  std::array<float, 8> sums{};  // side by side, so that no addition waits for the one before
  for (std::size_t n = 0; n < direction.size(); ++n) sums[n % sums.size()] += direction[n] * static_cast<float>(row[n]);
  return std::accumulate(sums.begin(), sums.end(), 0.0F) * scales_[topic] + offsets_[topic];
}

double TopicModel::probability(const TopicRow& row) const {
  double sum = topics_[row.topic];
  for (std::size_t n = 0; n < topic_features; ++n) sum += static_cast<double>(weights_[n]) * row.features[n];
  for (const auto alias : row.aliases) sum += aliases_[alias];
  return 1 / (1 + std::exp(-sum));
}

std::vector<TopicScore> chosen_topics(const TopicModel& model, std::span<const TopicRow> rows) {
  constexpr std::size_t most = 4;
  constexpr double enough = 0.2;
  constexpr double enough_alone = 0.1;  // where no other is likelier
  std::vector<TopicScore> scores;
  for (const auto& row : rows)
    if (const auto probability = model.probability(row); probability >= enough_alone)
      scores.push_back({row.topic, probability});
  std::ranges::sort(scores, [](const TopicScore& a, const TopicScore& b) {
    return std::pair(-a.probability, a.topic) < std::pair(-b.probability, b.topic);
  });
  const auto likely = std::ranges::find_if(scores, [](const auto& score) { return score.probability < enough; });
  scores.erase(scores.empty() || likely != scores.begin() ? likely : likely + 1, scores.end());
  if (scores.size() > most) scores.resize(most);
  return scores;
}

}  // namespace pith::insight
