#include "stages/insight/filing_distiller.h"

#include <algorithm>

#include <fmt/format.h>

#include "stages/insight/entities.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_topics = 4;
constexpr std::size_t most_entities = 6;

Standing standing_of(const Insight& insight, const Transcript& transcript) {
  Standing standing;
  for (const auto& quote : insight.evidence) standing.evidence.push_back(quote.cues);
  const auto after = std::ranges::upper_bound(transcript.cues, insight.key_start, {}, &Cue::start);
  standing.key = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - transcript.cues.begin() - 1, 0));
  return standing;
}

void add(std::vector<std::string>& all, const std::string& one, std::size_t most) {
  if (all.size() < most && std::ranges::find(all, one) == all.end()) all.push_back(one);
}

std::vector<std::string> topics_of(const Insight& insight, std::span<const TopicRow> rows, const TopicModel& model) {
  std::vector<std::string> topics;
  for (const auto& label : insight.topics)
    if (const auto topic = model.list().named(label)) add(topics, model.list().topics()[*topic], most_topics);
  for (const auto& score : chosen_topics(model, rows)) add(topics, model.list().topics()[score.topic], most_topics);
  return topics;
}

}  // namespace

void file_insights(std::vector<Insight>& insights, const Transcript& transcript, const EpisodeContext& context,
                   const TopicModel& model) {
  if (insights.empty()) return;
  const EpisodeTerms terms(transcript);
  const EpisodeTopics topics(transcript, terms, context, model);
  const EpisodeNames names(transcript, terms, context, model.words());
  std::vector<Standing> standings;
  for (const auto& insight : insights) standings.push_back(standing_of(insight, transcript));
  const auto rows = topics.rows(standings);
  for (std::size_t n = 0; n < insights.size(); ++n) {
    insights[n].topics = topics_of(insights[n], rows[n], model);
    for (const auto& name : chosen_names(names.rows(standings[n]), model.name_weights()))
      add(insights[n].entities, name, most_entities);
  }
}

std::string FilingDistiller::version() const { return fmt::format("{}/{}", inner_.version(), model_->version()); }

Result<Distilled> FilingDistiller::distill(const Transcript& transcript, const EpisodeContext& context) const {
  auto distilled = inner_.distill(transcript, context);
  if (distilled) file_insights(distilled->insights, transcript, context, *model_);
  return distilled;
}

}  // namespace pith::insight
