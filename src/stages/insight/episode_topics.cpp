#include <algorithm>
#include <cmath>

#include "stages/insight/topic_model.h"
#include "stages/insight/topic_terms.h"
#include "text/embed.h"

namespace pith::insight {

namespace {

constexpr std::size_t around = 12;  // cues on either side of the evidence that count as near
constexpr std::size_t witness_reach =
    30;  // cues on either side of a word with two senses in which another alias tells its sense
constexpr std::size_t by_meaning = 12;  // topics that are candidates for what the words mean alone

enum Feature : std::uint8_t { said, kinds, near, dense, share, title, meaning, course, key, first, unsaid };

// An alias in the episode's description says half as much as one in its title.
constexpr float described = 0.5F;

float damped(std::size_t count) { return std::log1p(static_cast<float>(count)); }

text::Passage passage_of(const Transcript& transcript, const Standing& standing) {
  text::Passage passage;
  const auto cues = static_cast<int>(transcript.cues.size());
  for (const auto& range : standing.evidence)
    for (auto cue = std::max(range.first, 0); cue <= std::min(range.last, cues - 1); ++cue)
      passage.push_back({transcript.cues[static_cast<std::size_t>(cue)].text, 1});
  return passage;
}

text::Vector mean_of(std::span<const text::Vector> vectors, std::size_t dimensions) {
  text::Vector mean(dimensions, 0.0F);
  for (const auto& vector : vectors)
    for (std::size_t n = 0; n < dimensions; ++n) mean[n] += vector[n];
  text::normalise(mean);
  return mean;
}

bool holds(const TopicList& list, std::span<const std::size_t> aliases, std::size_t topic) {
  return std::ranges::any_of(aliases, [&](std::size_t alias) { return list.topic_of(alias) == topic; });
}

}  // namespace

EpisodeTopics::EpisodeTopics(const Transcript& transcript, const EpisodeTerms& terms, const EpisodeContext& context,
                             const TopicModel& model)
    : transcript_(transcript), model_(model), counts_(model.list().topics().size()), words_(terms.all().size()) {
  const auto& list = model.list();
  std::vector<std::size_t> found;
  for (std::uint32_t cue = 0; cue < terms.cues(); ++cue) {
    found.clear();
    list.find(terms.of(cue), found);
    for (const auto alias : found) hits_.push_back({cue, static_cast<std::uint32_t>(alias)});
  }
  read_titles(context);
  drop_unwitnessed();
  for (const auto& hit : hits_) ++counts_[list.topic_of(hit.alias)];
  most_ = std::max<std::size_t>(1, std::ranges::max(counts_));
}

void EpisodeTopics::read_titles(const EpisodeContext& context) {
  const auto& list = model_.list();
  const auto read = [&](std::string_view text, std::vector<std::size_t>& found) {
    list.find(terms_of(text), found);
    std::erase_if(found, [&](std::size_t alias) { return list.needs_witness(alias); });
  };
  read(context.episode_title, title_);
  read(context.episode_description, description_);
  read(context.show_title, show_title_);
}

bool EpisodeTopics::is_witnessed(const Hit& hit) const {
  const auto& list = model_.list();
  const auto topic = list.topic_of(hit.alias);
  if (holds(list, title_, topic) || holds(list, show_title_, topic)) return true;
  return std::ranges::any_of(
      hits_in(hit.cue - std::min<std::size_t>(hit.cue, witness_reach), hit.cue + witness_reach),
      [&](const Hit& other) { return other.alias != hit.alias && list.topic_of(other.alias) == topic; });
}

void EpisodeTopics::drop_unwitnessed() {
  std::vector<Hit> kept;
  std::ranges::copy_if(hits_, std::back_inserter(kept),
                       [&](const Hit& hit) { return !model_.list().needs_witness(hit.alias) || is_witnessed(hit); });
  hits_ = std::move(kept);
}

std::span<const EpisodeTopics::Hit> EpisodeTopics::hits_in(std::size_t from, std::size_t end) const {
  const auto begin = std::ranges::lower_bound(hits_, from, {}, &Hit::cue);
  return {begin, std::ranges::lower_bound(begin, hits_.end(), end, {}, &Hit::cue)};
}

// All features but those of meaning.
void EpisodeTopics::fill(const Standing& standing, std::vector<TopicRow>& rows) const {
  const auto& list = model_.list();
  const auto [begin, end] = extent_of(standing, transcript_.cues.size());
  for (const auto& hit : hits_in(begin - std::min(begin, around), end + around)) {
    auto& row = rows[list.topic_of(hit.alias)];
    if (!holds_cue(standing.evidence, hit.cue)) {
      row.features[near] += 1;
      continue;
    }
    row.features[said] += 1;
    if (hit.cue == standing.key) row.features[key] = 1;
    if (std::ranges::find(row.aliases, hit.alias) == row.aliases.end()) row.aliases.push_back(hit.alias);
  }
  std::size_t leading = 0;
  for (auto& row : rows) {
    const auto count = counts_[row.topic];
    row.features[said] = std::log1p(row.features[said]);
    row.features[near] = std::log1p(row.features[near]);
    row.features[kinds] = damped(row.aliases.size());
    row.features[dense] =
        std::log1p(static_cast<float>(count * 1000) / static_cast<float>(std::max<std::size_t>(words_, 1)));
    row.features[share] = static_cast<float>(count) / static_cast<float>(most_);
    row.features[title] = holds(list, title_, row.topic) ? 1 : holds(list, description_, row.topic) ? described : 0;
    row.features[unsaid] = row.aliases.empty() ? 1 : 0;
    if (row.features[said] > rows[leading].features[said]) leading = row.topic;
  }
  if (rows[leading].features[said] > 0) rows[leading].features[first] = 1;
}

std::vector<std::vector<TopicRow>> EpisodeTopics::rows(std::span<const Standing> insights) const {
  std::vector<text::Passage> passages;
  for (const auto& standing : insights) passages.push_back(passage_of(transcript_, standing));
  const text::WordVectorEmbedder embedder(model_.words());
  const auto vectors = *embedder.embed(passages);  // the built-in one cannot fail
  const auto course_vector = mean_of(vectors, embedder.dimensions());
  const auto topics = model_.list().topics().size();
  std::vector<float> of_course(topics);
  for (std::size_t topic = 0; topic < topics; ++topic)
    of_course[topic] = static_cast<float>(model_.nearness(topic, course_vector));
  std::vector<std::vector<TopicRow>> all;
  for (std::size_t at = 0; at < insights.size(); ++at) {
    std::vector<TopicRow> rows(topics);
    std::vector<float> nearnesses;
    for (std::size_t topic = 0; topic < topics; ++topic) {
      rows[topic].topic = topic;
      rows[topic].features[meaning] = static_cast<float>(model_.nearness(topic, vectors[at]));
      rows[topic].features[course] = of_course[topic];
      nearnesses.push_back(rows[topic].features[meaning]);
    }
    fill(insights[at], rows);
    const auto place = std::min(by_meaning, topics) - 1;
    std::ranges::nth_element(nearnesses, nearnesses.begin() + static_cast<std::ptrdiff_t>(place), std::greater{});
    std::erase_if(rows, [&](const TopicRow& row) {
      return row.aliases.empty() && row.features[near] == 0 && row.features[title] == 0 && row.features[share] < 0.3F &&
             row.features[meaning] < nearnesses[place];
    });
    all.push_back(std::move(rows));
  }
  return all;
}

}  // namespace pith::insight
