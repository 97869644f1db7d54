// What an insight is about, told from its words, what stands around them and the rest of its episode, by a model learnt
// from editors' labels (tools/train_topics.py; card: data/models/topics-en.md). English. Immutable and thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/transcript.h"
#include "stages/insight/distiller.h"
#include "stages/insight/episode_terms.h"
#include "stages/insight/topic_list.h"
#include "text/word_model.h"

namespace pith::insight {

// Numbers that say how much a topic is that of an insight; TopicModel::feature_names tells which.
inline constexpr std::size_t topic_features = 11;
struct TopicRow {
  std::size_t topic = 0;
  std::array<float, topic_features> features{};
  std::vector<std::size_t> aliases;  // said in the evidence
};

struct TopicScore {
  std::size_t topic = 0;
  double probability = 0;
};

class TopicModel {
 public:
  // The bytes of topics-en.tsv and topics-en.bin, needed only during the call, and the words of words-en.bin, which
  // must outlive it. corrupt where the weights are damaged or were learnt for another list.
  static Result<std::shared_ptr<const TopicModel>> parse(std::string_view list, std::string_view weights,
                                                         const text::WordModel& words);

  static std::span<const std::string_view> feature_names();
  const TopicList& list() const { return list_; }
  std::string_view version() const { return version_; }
  const text::WordModel& words() const { return words_; }
  // How near a text of this direction is to what is said where a topic's aliases are.
  double nearness(std::size_t topic, std::span<const float> direction) const;
  double probability(const TopicRow& row) const;
  std::span<const float> name_weights() const { return names_; }  // of entities.h's features; the last is the bias

 private:
  TopicModel(TopicList list, const text::WordModel& words) : list_(std::move(list)), words_(words) {}
  bool read(std::string_view weights);

  TopicList list_;
  const text::WordModel& words_;
  std::string version_;
  std::vector<float> weights_;  // of features
  std::vector<float> names_;    // of a name's features (entities.h)
  std::vector<float> topics_;   // bias of each topic
  std::vector<float> aliases_;  // weight of each alias said in the evidence
  std::vector<float> offsets_;  // of each topic's nearness
  std::vector<float> scales_;   // of its direction
  std::vector<std::int8_t> directions_;
};

// An episode's talk read once for all its insights. The arguments must outlive it.
class EpisodeTopics {
 public:
  EpisodeTopics(const Transcript& transcript, const EpisodeTerms& terms, const EpisodeContext& context,
                const TopicModel& model);

  // The topics that may be those of each insight.
  std::vector<std::vector<TopicRow>> rows(std::span<const Standing> insights) const;
  const std::string& name_of(const TopicRow& row) const { return model_.list().topics()[row.topic]; }

 private:
  struct Hit {
    std::uint32_t cue = 0;
    std::uint32_t alias = 0;
  };
  void read_titles(const EpisodeContext& context);
  // Drops the hits of aliases with another common sense that nothing near nor a title bears out.
  void drop_unwitnessed();
  bool is_witnessed(const Hit& hit) const;
  void fill(const Standing& standing, std::vector<TopicRow>& rows) const;
  std::span<const Hit> hits_in(std::size_t first, std::size_t end) const;

  const Transcript& transcript_;
  const TopicModel& model_;
  std::vector<Hit> hits_;
  std::vector<std::size_t> counts_;  // hits by topic
  std::vector<std::size_t> title_;   // aliases in the title that need no witness
  std::vector<std::size_t> description_;
  std::vector<std::size_t> show_title_;
  std::size_t words_ = 0;
  std::size_t most_ = 1;  // of counts_
};

// The topics with probability enough, best first, at most four; the best alone where that is but half as likely.
std::vector<TopicScore> chosen_topics(const TopicModel& model, std::span<const TopicRow> rows);

}  // namespace pith::insight
