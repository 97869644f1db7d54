#include "stages/insight/topic_rows.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace pith::insight {

namespace {

// The cue that is said at the middle of the labels' cue.
int cue_at(const CueTimes& times, int number, const Transcript& transcript) {
  const auto found = times.find(number);
  if (found == times.end()) return 0;
  const auto middle =
      std::chrono::milliseconds(static_cast<std::int64_t>(500 * (found->second.first + found->second.second)));
  const auto after = std::ranges::upper_bound(transcript.cues, middle, {}, &Cue::start);
  return static_cast<int>(std::max<std::ptrdiff_t>(after - transcript.cues.begin() - 1, 0));
}

}  // namespace

std::vector<Standing> standings_of(const Gold& gold, const CueTimes& times, const Transcript& transcript) {
  std::vector<Standing> standings;
  for (const auto& insight : gold.insights) {
    Standing standing;
    for (const auto& range : insight.evidence)
      standing.evidence.push_back({cue_at(times, range.first, transcript), cue_at(times, range.last, transcript)});
    standing.key = static_cast<std::size_t>(cue_at(times, insight.key, transcript));
    standings.push_back(std::move(standing));
  }
  return standings;
}

std::string topic_rows(const Gold& gold, std::span<const Standing> standings, const EpisodeTopics& topics) {
  const auto all = topics.rows(standings);
  auto out = fmt::format("rank\ttopic\t{}\taliases\n", fmt::join(TopicModel::feature_names(), "\t"));
  for (std::size_t at = 0; at < all.size(); ++at)
    for (const auto& row : all[at])
      fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.5g}\t{}\n", gold.insights[at].rank, topics.name_of(row),
                     fmt::join(row.features, "\t"), fmt::join(row.aliases, ","));
  return out;
}

std::string name_rows(const Gold& gold, std::span<const Standing> standings, const EpisodeNames& names) {
  auto out = fmt::format("rank\tname\t{}\n", fmt::join(EpisodeNames::feature_names(), "\t"));
  for (std::size_t at = 0; at < standings.size(); ++at)
    for (const auto& row : names.rows(standings[at]))
      fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.5g}\n", gold.insights[at].rank, row.name,
                     fmt::join(row.features, "\t"));
  return out;
}

}  // namespace pith::insight
