#include "evaluation/score_gold.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "evaluation/days.h"
#include "evaluation/evidence_match.h"
#include "text/similarity.h"

namespace pith::evaluation {

namespace {

constexpr std::size_t first_few = 5;
constexpr std::size_t first_ten = 10;
constexpr int lead_rank = 3;

double waste(std::span<const CueSet> found, const insight::Gold& gold) {
  auto idle = spread(gold.ads);
  idle.merge(spread(gold.chatter));
  std::size_t wasted = 0;
  std::size_t cues = 0;
  for (const auto& set : found.first(std::min(first_few, found.size()))) {
    wasted += common(set, idle);
    cues += set.size();
  }
  return static_cast<double>(wasted) / static_cast<double>(std::max<std::size_t>(cues, 1));
}

double form_share(std::span<const Answer> answers) {
  const auto few = answers.first(std::min(first_few, answers.size()));
  return static_cast<double>(std::ranges::count_if(few, [](const auto& one) { return has_form(one.text); })) /
         static_cast<double>(first_few);
}

}  // namespace

double discounted(double gain, std::size_t place) { return gain / std::log2(static_cast<double>(place) + 2); }

double ideal_gain(std::vector<double> scores) {
  std::ranges::sort(scores, std::greater{});
  double sum = 0;
  for (std::size_t place = 0; place < std::min(first_few, scores.size()); ++place)
    sum += discounted(scores[place], place);
  return sum;
}

std::vector<double> scores_of(const insight::Gold& gold) {
  std::vector<double> scores;
  scores.reserve(gold.insights.size());
  for (const auto& insight : gold.insights) scores.push_back(insight.score);
  return scores;
}

Answer answer_of(const Insight& insight) {
  Answer answer{insight.text, insight.score, {}};
  const auto seconds = [](std::chrono::milliseconds time) { return std::chrono::duration<double>(time).count(); };
  for (const auto& quote : insight.evidence) answer.evidence.emplace_back(seconds(quote.start), seconds(quote.end));
  return answer;
}

Measures score_episode(const LabelledAnswers& episode) {
  auto golds = episode.gold.insights;
  std::ranges::stable_sort(golds, {}, &insight::GoldInsight::rank);
  const GoldMatcher matcher(golds);
  std::vector<CueSet> found;
  for (std::size_t place = 0; place < std::min(first_ten, episode.answers.size()); ++place)
    found.push_back(covered(episode.answers[place].evidence, episode.times));
  const auto own = matcher.assign(found);
  Measures measures;
  std::vector<double> rouge;
  double gain = 0;
  for (std::size_t place = 0; place < own.size(); ++place) {
    if (!own[place]) continue;
    const auto& gold = golds[*own[place]];
    measures.recall10 += gold.score;
    if (place >= first_few) continue;
    gain += discounted(gold.score, place);
    measures.precision5 += 1.0 / first_few;
    if (gold.rank <= lead_rank) measures.lead5 = 1;
    if (!gold.text.empty()) rouge.push_back(text::rouge1_f1(episode.answers[place].text, gold.text));
  }
  const auto scores = scores_of(episode.gold);
  measures.recall10 /= std::accumulate(scores.begin(), scores.end(), 0.0);
  measures.ndcg5 = gain / ideal_gain(scores);
  measures.waste5 = waste(found, episode.gold);
  measures.form = form_share(episode.answers);
  if (!rouge.empty())
    measures.rouge1 = std::accumulate(rouge.begin(), rouge.end(), 0.0) / static_cast<double>(rouge.size());
  return measures;
}

namespace {

struct Entry {
  double score = 0;
  std::size_t episode = 0;
  const Answer* answer = nullptr;
};

// The five entries of a day with the highest score, nDCG over the gold scores they find.
double score_day(std::span<const LabelledAnswers> episodes, std::span<const std::size_t> day) {
  std::vector<Entry> pool;
  std::vector<double> ideal;
  std::map<std::size_t, GoldMatcher> matchers;
  for (const auto index : day) {
    const auto& episode = episodes[index];
    matchers.emplace(index, GoldMatcher(episode.gold.insights));
    const auto scores = scores_of(episode.gold);
    ideal.insert(ideal.end(), scores.begin(), scores.end());
    for (std::size_t rank = 0; rank < std::min(first_ten, episode.answers.size()); ++rank)
      pool.push_back({episode.answers[rank].score.value_or(-static_cast<double>(rank)), index, &episode.answers[rank]});
  }
  std::ranges::stable_sort(pool, std::greater{}, &Entry::score);
  pool.resize(std::min(first_few, pool.size()));
  std::set<std::pair<std::size_t, std::size_t>> used;
  double gain = 0;
  for (std::size_t place = 0; place < pool.size(); ++place) {
    const auto& entry = pool[place];
    const auto cues = covered(entry.answer->evidence, episodes[entry.episode].times);
    for (const auto found : matchers.at(entry.episode).matches(cues))
      if (used.emplace(entry.episode, found).second) {
        gain += discounted(episodes[entry.episode].gold.insights[found].score, place);
        break;
      }
  }
  return gain / ideal_gain(ideal);
}

std::vector<double> score_days(std::span<const LabelledAnswers> episodes) {
  std::vector<std::string> names;
  for (const auto& episode : episodes) names.push_back(episode.gold.episode);
  std::vector<double> scores;
  for (const auto& day : days_by_name(names)) scores.push_back(score_day(episodes, day));
  return scores;
}

// Each measure of Measures but rouge1, which not every episode has.
constexpr double Measures::* measured[] = {&Measures::recall10, &Measures::precision5, &Measures::ndcg5,
                                           &Measures::lead5,    &Measures::waste5,     &Measures::form};

}  // namespace

Scorecard score_all(std::span<const LabelledAnswers> episodes) {
  Scorecard card;
  if (episodes.empty()) return card;
  double rouge = 0;
  int with_rouge = 0;
  for (const auto& episode : episodes) {
    const auto measures = score_episode(episode);
    for (const auto measure : measured) card.mean.*measure += measures.*measure / static_cast<double>(episodes.size());
    rouge += measures.rouge1.value_or(0);
    with_rouge += measures.rouge1 ? 1 : 0;
    card.episodes.emplace_back(episode.gold.episode, measures);
  }
  if (with_rouge > 0) card.mean.rouge1 = rouge / with_rouge;
  card.days = score_days(episodes);
  card.day5 = std::accumulate(card.days.begin(), card.days.end(), 0.0) / static_cast<double>(card.days.size());
  return card;
}

}  // namespace pith::evaluation
