// The demo world's pairs, from profile to brief: no brief holds two passages that say the same; what is merely similar
// may stand side by side.
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stages/brief/choose.h"
#include "stages/storyline/profiler.h"
#include "stages/storyline/relate.h"
#include "support/files.h"

namespace pith {
namespace {

struct Pair {
  std::string kind;
  Insight a;
  Insight b;
};

Insight insight_of(std::string id, std::string episode, std::string text) {
  Insight insight;
  insight.id = std::move(id);
  insight.show_id = episode.substr(0, episode.find('/'));
  insight.episode_id = std::move(episode);
  insight.text = std::move(text);
  insight.score = 3;
  return insight;
}

std::vector<Pair> pairs() {
  std::vector<Pair> all;
  std::istringstream lines(test::read_file(test::in_repository("data/demo/truth.tsv")));
  std::string line;
  std::getline(lines, line);  // the columns' names
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    if (cells.size() == 5)
      all.push_back({cells[0], insight_of("in_a", cells[1], cells[2]), insight_of("in_b", cells[3], cells[4])});
  }
  return all;
}

class Truth : public ::testing::Test {
 protected:
  // How many of two passages a brief holds: both new, or the first sent before.
  std::size_t held_together(const Pair& pair) {
    const auto profiles = profiler_.profiles(std::vector{pair.a, pair.b}).value();
    const std::vector<Neighbour> found{{profiles[1].key, nearness_of(profiles[0], profiles[1])}};
    const auto links = storyline::links_of(profiles[0].key, found);
    const auto offer = [&](const Insight& insight, const Profile& profile) {
      return brief::Offer{
          .insight = insight, .links = links, .within = {}, .profile = profile, .people = {}, .show_title = {}};
    };
    const brief::Material material({offer(pair.a, profiles[0]), offer(pair.b, profiles[1])}, {}, {});
    return brief::choose(material, {.reader_id = "re_home", .sent = {}}).picks.size();
  }

  std::string bytes_ = test::read_file(test::in_repository("data/models/words-en.bin"));
  text::WordModel model_ = text::WordModel::read(bytes_).value();
  text::WordVectorEmbedder embedder_{model_};
  storyline::Profiler profiler_{model_, embedder_};
};

TEST_F(Truth, NoBriefHoldsTwoPassagesThatSayTheSame) {
  int counted = 0;
  for (const Pair& pair : pairs()) {
    if (pair.kind != "restates") continue;
    EXPECT_EQ(held_together(pair), 1U) << pair.a.text << "\n" << pair.b.text;
    ++counted;
  }
  EXPECT_EQ(counted, 20);
}

TEST_F(Truth, WhatIsMerelySimilarMayStandSideBySide) {
  int together = 0;
  for (const Pair& pair : pairs())
    if (pair.kind == "similar") together += held_together(pair) == 2 ? 1 : 0;
  EXPECT_GE(together, 16);
}

}  // namespace
}  // namespace pith
