// Who and what an insight names: the names said in its evidence, the people and the things its episode is about,
// weighed by a model learnt from editors' labels (the card of data/models/topics-en.bin). Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"
#include "stages/insight/distiller.h"
#include "stages/insight/episode_terms.h"
#include "text/word_model.h"

namespace pith::insight {

inline constexpr std::size_t name_features = 10;
struct NameRow {
  std::string name;
  std::array<float, name_features> features{};
};

// An episode's names, read once for all its insights. The arguments must outlive it.
class EpisodeNames {
 public:
  EpisodeNames(const Transcript& transcript, const EpisodeTerms& terms, const EpisodeContext& context,
               const text::WordModel& words);

  static std::span<const std::string_view> feature_names();
  // The names that may be those of an insight. A first name alone is the person of that name who takes part.
  std::vector<NameRow> rows(const Standing& standing) const;

 private:
  struct Known {
    std::string name;
    bool in_title = false;
    bool person = false;    // in the feed
    bool speaker = false;   // in the talk
    std::size_t times = 0;  // said in the whole episode
  };
  void know(const std::string& name, bool Known::* how);
  std::string full_name(const std::string& name) const;
  std::vector<std::string> said_in(const Standing& standing) const;
  void weigh(NameRow& row, const Standing& standing) const;

  const Transcript& transcript_;
  const EpisodeTerms& terms_;
  const text::WordModel& words_;
  std::vector<Known> known_;
  std::vector<std::uint64_t> description_;
};

// The names with probability enough, best first, at most six. `weights`: one a feature, then the bias.
std::vector<std::string> chosen_names(std::span<const NameRow> rows, std::span<const float> weights);

}  // namespace pith::insight
