// Quality, measured on the editor's labels (gold/relations.json) and on the demo world's pairs.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>
#include <sstream>

#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "stages/storyline/relate.h"
#include "stages/storyline/support.h"

namespace pith::storyline {
namespace {

using Labels = std::map<std::string, std::string, std::less<>>;

std::vector<std::string> topics_of(const json::Value& insight) {
  std::vector<std::string> topics;
  for (const json::Value& topic : insight.at("topics").items()) topics.emplace_back(topic.text());
  return topics;
}

std::map<std::string, Profile, std::less<>> profiles_of(const std::filesystem::path& folder) {
  Maker maker;
  std::map<std::string, Profile, std::less<>> profiles;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto gold = json::parse(test::read_file(file.path())).value();
    for (const json::Value& item : gold.at("insights").items()) {
      Insight insight;
      insight.episode_id = gold.at("episode").text();
      insight.id = insight.episode_id + "/" + std::to_string(item.at("rank").integer().value());
      insight.headline = item.at("headline").text();
      insight.text = item.at("text").text();
      insight.topics = topics_of(item);
      profiles[insight.id] = maker.of(insight);
    }
  }
  return profiles;
}

double gain_of(std::string_view label) {
  if (label == "none") return 0;
  return label == "topic" || label == "restates" ? 1 : 3;
}

double discounted(const std::vector<double>& gains) {
  double sum = 0;
  for (std::size_t n = 0; n < std::min<std::size_t>(10, gains.size()); ++n)
    sum += gains[n] / std::log2(static_cast<double>(n) + 2);
  return sum;
}

struct Score {
  double ndcg = 0;
  double none = 0;
  std::size_t leads = 0;
};

// The judged ones that reach the page's floor, nearest first, as tools/score_relations.py scores them.
std::vector<double> ranked_gains(const Profile& lead, const Labels& labels,
                                 const std::map<std::string, Profile, std::less<>>& all) {
  std::vector<std::pair<double, double>> ranked;
  for (const auto& [id, label] : labels) ranked.emplace_back(likeness(nearness_of(lead, all.at(id))), gain_of(label));
  std::erase_if(ranked, [](const auto& pair) { return pair.first < kPageFloor; });
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &std::pair<double, double>::first);
  std::vector<double> gains;
  for (const auto& [score, gain] : ranked) gains.push_back(gain);
  return gains;
}

TEST(RelatedInsights, AgreeWithTheEditor) {
  const auto file = test::in_shared("gold/relations.json");
  const auto folder = test::in_shared("gold/dev");
  if (!file || !folder) GTEST_SKIP() << "the shared gold labels are not here";
  const auto profiles = profiles_of(*folder);
  const auto relations = json::parse(test::read_file(*file)).value();
  Score score;
  std::size_t ideals = 0;
  for (const auto& [lead, judged] : relations.members()) {
    Labels labels;
    std::vector<double> best;
    for (const auto& [id, label] : judged.members()) {
      labels.emplace(id, label.text());
      best.push_back(gain_of(label.text()));
    }
    const auto gains = ranked_gains(profiles.at(lead), labels, profiles);
    std::ranges::sort(best, std::ranges::greater{});
    if (best.front() > 0) {
      score.ndcg += discounted(gains) / discounted(best);
      ++ideals;
    }
    if (gains.empty()) continue;
    const auto first = std::min<std::size_t>(5, gains.size());
    score.none +=
        static_cast<double>(std::count(gains.begin(), gains.begin() + static_cast<std::ptrdiff_t>(first), 0.0)) /
        static_cast<double>(first);
    ++score.leads;
  }
  const double ndcg = score.ndcg / static_cast<double>(ideals);
  const double none = score.none / static_cast<double>(score.leads);
  std::cout << "nDCG@10 " << ndcg << "  none@5 " << none << "\n";
  EXPECT_GE(ndcg, 0.75);
  EXPECT_LE(none, 0.50);
}

struct Pair {
  std::string kind;
  Nearness nearness;
};

std::vector<Pair> demo_pairs(const std::filesystem::path& file) {
  Maker maker;
  std::vector<Pair> pairs;
  std::istringstream lines(test::read_file(file));
  std::string line;
  std::getline(lines, line);  // the columns' names
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    if (row.size() == 5) pairs.push_back({row[0], nearness_of(maker.of_text(row[2]), maker.of_text(row[4]))});
  }
  return pairs;
}

TEST(Restatements, AreToldFromWhatIsMerelySimilar) {
  const auto file = test::in_repository("data/demo/truth.tsv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "data/demo/truth.tsv is not here";
  int found = 0;
  int real = 0;
  int confused = 0;
  for (const Pair& pair : demo_pairs(file)) {
    const bool real_one = pair.kind == "restates";
    real += real_one ? 1 : 0;
    found += real_one && restates(pair.nearness) ? 1 : 0;
    confused += !real_one && restates(pair.nearness) ? 1 : 0;
  }
  EXPECT_GT(real, 0);
  EXPECT_EQ(found, real);
  EXPECT_EQ(confused, 0);
}

}  // namespace
}  // namespace pith::storyline
