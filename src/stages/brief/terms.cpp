#include "stages/brief/terms.h"

#include <algorithm>
#include <numeric>

namespace pith::brief {
namespace {

constexpr double kBestScore = 5;
constexpr double kSameShow = 0.3;
constexpr double kSharedTopic = 0.3;

struct Row {
  double Weights::* weight;
  double (*value)(const Entry&);
};

constexpr std::array<Row, kTerms> kTable{{
    {&Weights::quality, [](const Entry& entry) { return entry.candidate->insight.score / kBestScore; }},
    {&Weights::today, [](const Entry& entry) { return entry.today ? 1.0 : 0.0; }},
    {&Weights::novelty, [](const Entry& entry) { return 1 - entry.older; }},
    {&Weights::unsent, [](const Entry& entry) { return 1 - entry.sent; }},
    {&Weights::interest, [](const Entry& entry) { return entry.candidate->interest; }},
    {&Weights::variety, [](const Entry& entry) { return 1 - entry.picked; }},
}};

bool share_a_topic(const Insight& a, const Insight& b) {
  return std::ranges::any_of(a.topics, [&](const std::string& topic) {
    return std::find(b.topics.begin(), b.topics.end(), topic) != b.topics.end();
  });
}

double likeness_by_link(const Candidate& a, const Insight& b) {
  double likeness = 0;
  for (const Link& link : a.links)
    if (link.from == b.id || link.to == b.id) likeness = std::max(likeness, link.score);
  return likeness;
}

}  // namespace

TermValues values_of(const Entry& entry) {
  TermValues values{};
  for (std::size_t n = 0; n < kTerms; ++n) values[n] = std::clamp(kTable[n].value(entry), 0.0, 1.0);
  return values;
}

TermValues weights_of(const Weights& weights) {
  TermValues values{};
  for (std::size_t n = 0; n < kTerms; ++n) values[n] = weights.*kTable[n].weight;
  return values;
}

double worth_of(const Entry& entry, const TermValues& weights) {
  const TermValues values = values_of(entry);
  return std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
}

double nearness_between(const Candidate& a, const Candidate& b) {
  const double show = a.insight.show_id == b.insight.show_id ? kSameShow : 0;
  const double topic = share_a_topic(a.insight, b.insight) ? kSharedTopic : 0;
  return std::min(1.0, likeness_by_link(a, b.insight) + show + topic);
}

}  // namespace pith::brief
